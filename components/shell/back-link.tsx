"use client";

import { LinkButton } from "../ui/link-button";
import { useViewer } from "./viewer";

/** To where everybody in the account may go. */
export function BackLink() {
  const { account } = useViewer();
  return <LinkButton href={`/${account.slug}`}>Go to the overview</LinkButton>;
}
