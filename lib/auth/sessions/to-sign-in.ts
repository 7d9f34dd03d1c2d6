import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { currentSession } from "@/lib/auth/sessions/current-session";
import { placeHeader, readPlace } from "@/lib/auth/sign-in/place";

const doors = { second_factor: "/sign-in/second-factor", enrolment: "/sign-in/enrol" } as const;

/** The way to the door, or to the step of it that is still to be taken; it remembers the page that was asked for. */
export async function toSignIn(): Promise<never> {
  const asked = (await headers()).get(placeHeader);
  // a step of the door that leads to another hands on where somebody was going
  const place = readPlace(asked) ?? readPlace(new URLSearchParams(asked?.split("?")[1]).get("to"));
  const waitingFor = (await currentSession())?.waitingFor;
  const door = waitingFor ? doors[waitingFor] : "/sign-in";
  redirect(place ? `${door}?to=${encodeURIComponent(place)}` : door);
}
