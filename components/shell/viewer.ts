import type { Role } from "@/core/people/directory"

/** Who is looking at the page; what the shell shows of them. */
export interface Viewer {
  name: string
  email: string
  roles: readonly Role[]
  organisation: string
}
