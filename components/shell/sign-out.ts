/** Ends the session and leads to the sign-in page. next-auth's code is loaded when somebody leaves, not before. */
export async function signOutNow() {
  const { signOut } = await import("next-auth/react")
  await signOut({ callbackUrl: "/sign-in?signed-out=1" })
}
