import { handleTrpc } from "@/server/api/handle-trpc"
import { currentSession } from "@/server/auth/current-session"

const handler = (request: Request) => handleTrpc(request, currentSession)

export { handler as GET, handler as POST }
