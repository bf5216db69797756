import { ingest } from "@/server/telephony/ingest"

export const dynamic = "force-dynamic"

export async function POST(request: Request, { params }: { params: Promise<{ tenant: string; connector: string }> }) {
  return ingest(request, await params)
}
