import { redirect } from "next/navigation"

/** The address people guess and link to. */
export default function SignupPage() {
  redirect("/sign-up")
}
