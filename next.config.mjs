/** @type {import('next').NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  // Compression would buffer the live feed; a proxy in front compresses what may be compressed.
  compress: true,
  serverExternalPackages: ["@node-rs/argon2", "postgres", "graphile-worker", "pg", "pino", "nodemailer"],
  experimental: { optimizePackageImports: ["@heroui/react", "lucide-react"] },
  turbopack: { root: import.meta.dirname },
  allowedDevOrigins: ["127.0.0.1", "localhost"],
  typescript: { ignoreBuildErrors: true },
}
export default config
