/** On every answer, files included; what depends on the request or the configuration is added by proxy.ts. */
const headers = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  {
    key: "Permissions-Policy",
    value: "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=()",
  },
];

/** @type {import("next").NextConfig} */
const config = {
  // A build that is being served lies in a folder of its own; see scripts/build.ts.
  distDir: process.env.CORDON_DIST_DIR ?? ".next",
  // npm test checks the types, of everything.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  // asked for by browsers that read no page
  rewrites: async () => [{ source: "/favicon.ico", destination: "/icon.svg" }],
  headers: async () => [{ source: "/:path*", headers }],
  serverExternalPackages: ["pg", "@node-rs/argon2", "pg-boss", "pino", "maxmind"],
  // a development server would print what is typed into forms
  logging: { serverFunctions: false },
  experimental: { authInterrupts: true, serverActions: { bodySizeLimit: "16mb" } },
};

export default config;
