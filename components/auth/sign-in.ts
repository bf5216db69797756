export type SignInOutcome = "ok" | "wrong" | "rateLimited" | "unavailable"

/** Signs in with the session cookie as the result. next-auth's browser code is loaded at the first attempt. */
export async function signInWith(credentials: { email: string; password: string }): Promise<SignInOutcome> {
  try {
    const { signIn } = await import("next-auth/react")
    const result = await signIn("credentials", { ...credentials, redirect: false })
    if (result?.ok && !result.error) return "ok"
    if (result?.error === "CredentialsSignin") return "wrong"
    return result?.error === "RATE_LIMITED" ? "rateLimited" : "unavailable"
  } catch {
    // No connection, or an answer that is not JSON.
    return "unavailable"
  }
}
