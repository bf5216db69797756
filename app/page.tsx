import { redirect } from "next/navigation"

/** The address itself leads to work; who is not signed in is sent to the sign-in page from there. */
export default function Home() {
  redirect("/inbox")
}
