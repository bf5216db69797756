"use client"

import Link from "next/link"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { Banner } from "@/components/ui/banner"
import { PasswordField } from "@/components/ui/password-field"
import { TextField } from "@/components/ui/text-field"
import { AuthForm } from "./auth-form"
import { signInWith, type SignInOutcome } from "./sign-in"

/** E-mail and password. `next` has been checked by the page. */
export function SignInForm(props: { next: string; isSignedOut: boolean; initialError: SignInOutcome | null }) {
  const t = useTranslations("auth")
  const [email, setEmail] = useState("")
  const [password, setPassword] = useState("")
  const [isTried, setTried] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<SignInOutcome | null>(props.initialError)

  const submit = async () => {
    setTried(true)
    if (!email.trim() || !password) return
    setBusy(true)
    const result = await signInWith({ email: email.trim(), password })
    setOutcome(result)
    // The whole page is loaded anew: nothing of somebody who was signed in before may stay in memory.
    if (result === "ok") window.location.assign(props.next)
    else setBusy(false)
  }

  return (
    <AuthForm
      title={t("signIn.title")}
      lead={t("signIn.lead")}
      notice={props.isSignedOut && outcome === null && <Banner meaning="info">{t("signIn.signedOut")}</Banner>}
      problems={outcome && outcome !== "ok" && !isBusy ? [t(`signIn.${outcome}`)] : []}
      submitLabel={t("signIn.submit")}
      isBusy={isBusy}
      onSubmit={() => void submit()}
      footer={
        <>
          {t("signIn.noAccount")}{" "}
          <Link href="/sign-up" className="font-medium text-link hover:underline">
            {t("signIn.toSignUp")}
          </Link>
        </>
      }
    >
      <TextField
        label={t("email")}
        type="email"
        name="email"
        autoComplete="username"
        value={email}
        onChange={setEmail}
        error={isTried && !email.trim() && t("problems.emailRequired")}
        inputProps={{ autoCapitalize: "none", spellCheck: false, inputMode: "email" }}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the page has one purpose
        autoFocus
      />
      <PasswordField
        label={t("password")}
        name="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        error={isTried && !password && t("problems.passwordRequired")}
      />
    </AuthForm>
  )
}
