// Scripts and style sheets lie on disk in Brotli as well (scripts/compress-assets.mjs): a seventh less to load than what
// compression makes of them with each request, and no work for the server. Only for builds that are compressed afterwards,
// because an address without its file is not found.
const isCompressedAfterwards = process.env.FIRSTCALL_COMPRESSES_ASSETS === "1"
const assets = (type) => `/_next/static/chunks/:file([^/]+\\.${type})`
const has = [{ type: "header", key: "accept-encoding", value: ".*\\bbr\\b.*" }]
const types = { js: "application/javascript; charset=UTF-8", css: "text/css; charset=UTF-8" }
const compressedAssets = {
  rewrites: async () => ({
    beforeFiles: Object.keys(types).map((type) => ({
      source: assets(type),
      has,
      destination: "/_next/static/chunks/:file.br",
    })),
  }),
  headers: async () =>
    Object.entries(types).map(([type, contentType]) => ({
      source: assets(type),
      has,
      headers: [
        { key: "Content-Encoding", value: "br" },
        { key: "Content-Type", value: contentType },
        { key: "Vary", value: "Accept-Encoding" },
      ],
    })),
}

/** @type {import('next').NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  // Done by server/web/compress-answers, at less than half the price.
  compress: false,
  serverExternalPackages: [
    "@node-rs/argon2",
    "postgres",
    "graphile-worker",
    "pg",
    "pino",
    "nodemailer",
    "compression",
    "chinese-days",
    "date-holidays",
  ],
  experimental: { optimizePackageImports: ["@heroui/react", "lucide-react"] },
  turbopack: { root: import.meta.dirname },
  allowedDevOrigins: ["127.0.0.1", "localhost"],
  typescript: { ignoreBuildErrors: true },
  ...(isCompressedAfterwards && compressedAssets),
}
export default config
