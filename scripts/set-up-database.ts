import { requireEnv } from "@/db/connect"
import { masterKey } from "@/db/keys"
import { setUpDatabase } from "@/db/setup"

// Brings the database of DATABASE_ADMIN_URL up to date. The last line is JSON for the start script.

const notice = (text: string) => console.error(`db: ${text}`)
console.log(JSON.stringify(await setUpDatabase(requireEnv("DATABASE_ADMIN_URL"), masterKey(), notice)))
