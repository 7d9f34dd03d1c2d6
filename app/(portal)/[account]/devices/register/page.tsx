import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { currentViewer } from "@/lib/operation/viewer";
import { Register } from "./register";

export const metadata: Metadata = { title: "Register a device" };

export default async function RegisterPage({ params }: { params: Promise<{ account: string }> }) {
  const { permissions } = await currentViewer((await params).account);
  if (!permissions["device.register"]) forbidden();
  return <Register />;
}
