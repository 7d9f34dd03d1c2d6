import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { placeHeader, readPlace } from "@/lib/auth/place";

/** The way to the door, which remembers the page that was asked for. */
export async function toSignIn(): Promise<never> {
  const place = readPlace((await headers()).get(placeHeader));
  redirect(place ? `/sign-in?to=${encodeURIComponent(place)}` : "/sign-in");
}
