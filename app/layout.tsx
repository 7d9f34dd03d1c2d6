import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Cordon", template: "%s · Cordon" },
  description: "Keep your devices and who may touch them safe.",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f8fafb" },
    { media: "(prefers-color-scheme: dark)", color: "#0c1115" },
  ],
};

/**
 * Reading the cookie makes every page dynamic, which a per-request nonce needs, and lets the first
 * paint carry the chosen theme without a script.
 */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const chosen = (await cookies()).get("theme")?.value;
  const theme = chosen === "light" || chosen === "dark" ? chosen : undefined;
  return (
    <html lang="en-GB" data-theme={theme}>
      <body>{children}</body>
    </html>
  );
}
