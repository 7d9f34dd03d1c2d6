/** @type {import("next").NextConfig} */
const config = {
  // A build that is being served lies in a folder of its own; see scripts/build.ts.
  distDir: process.env.CORDON_DIST_DIR ?? ".next",
  // npm test checks the types, of everything.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  serverExternalPackages: ["pg", "@node-rs/argon2", "pg-boss", "pino"],
  experimental: { serverActions: { bodySizeLimit: "16mb" } },
};

export default config;
