/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  serverExternalPackages: ["pg", "@node-rs/argon2", "pg-boss", "pino"],
  experimental: { serverActions: { bodySizeLimit: "16mb" } },
};

export default config;
