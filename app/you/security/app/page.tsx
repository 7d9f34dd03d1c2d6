import type { Metadata } from "next";
import { AddPage } from "../add-page";

export const metadata: Metadata = { title: "Add an authenticator app" };

export default function AddAppPage() {
  return <AddPage kind="app" />;
}
