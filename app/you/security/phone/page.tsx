import type { Metadata } from "next";
import { AddPage } from "../add-page";

export const metadata: Metadata = { title: "Add a phone" };

export default function AddPhonePage() {
  return <AddPage kind="phone" />;
}
