import type { Metadata } from "next";
import { AddPage } from "../add-page";

export const metadata: Metadata = { title: "Add a key" };

export default function AddKeyPage() {
  return <AddPage kind="key" />;
}
