import NextAuth from "next-auth"
import { authOptions } from "@/server/auth/options"

// Options are made per request: they need the key, which is not there while the product is built.
const handler = (request: Request, context: unknown) => NextAuth(request as never, context as never, authOptions())

export { handler as GET, handler as POST }
