"use client"

import { useMutation } from "@tanstack/react-query"
import Link from "next/link"
import { useState } from "react"
import { useLocale, useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { PasswordField } from "@/components/ui/password-field"
import { TextField } from "@/components/ui/text-field"
import { AuthForm } from "./auth-form"
import { fieldProblems, noProblems } from "./field-problems"
import { PasswordRules } from "./password-rules"
import { passwordStrength } from "./password-strength"

const fields = ["organisation", "name", "email", "password"] as const
type Field = (typeof fields)[number]

export interface SignedUp {
  requestId: string
  organisation: string
  email: string
  password: string
}

/** The four things a new organisation needs. What is wrong is said below its field, all at once. */
export function SignUpForm({ onSignedUp }: { onSignedUp: (result: SignedUp) => void }) {
  const t = useTranslations("auth")
  const locale = useLocale()
  const trpc = useTRPC()
  const [values, setValues] = useState<Record<Field, string>>({ organisation: "", name: "", email: "", password: "" })
  const [isTried, setTried] = useState(false)
  // A field that was changed after a refusal is not wrong any more, as far as the page knows.
  const [changed, setChanged] = useState<readonly Field[]>([])
  const signUp = useMutation(trpc.tenant.signUp.mutationOptions())

  const set = (field: Field) => (value: string) => {
    setValues({ ...values, [field]: value })
    setChanged([...changed, field])
  }
  const personal = [values.organisation, values.name, values.email, values.email.split("@")[0] ?? ""]
  const missing: Partial<Record<Field, string>> = {
    ...(!values.organisation.trim() && { organisation: t("problems.organisationRequired") }),
    ...(!values.name.trim() && { name: t("problems.nameRequired") }),
    ...(!values.email.trim()
      ? { email: t("problems.emailRequired") }
      : !/^\S+@\S+\.\S+$/.test(values.email.trim()) && { email: t("problems.emailInvalid") }),
    ...(passwordStrength(values.password, personal).level === 0 && { password: t("problems.passwordWeak") }),
  }
  const app = signUp.error?.data?.app
  const refused = app?.code === "INVALID" ? fieldProblems(app.problems, fields, locale) : noProblems
  const errorOf = (field: Field) =>
    (isTried ? missing[field] : undefined) ?? (changed.includes(field) ? undefined : refused.byField[field])
  const general =
    signUp.error && app?.code !== "INVALID" ? [t(app?.code === "RATE_LIMITED" ? "tooMany" : "signUp.failed")] : []

  const submit = () => {
    setTried(true)
    if (Object.keys(missing).length > 0) return
    setChanged([])
    const input = {
      organisation: values.organisation.trim(),
      name: values.name.trim(),
      email: values.email.trim(),
      password: values.password,
      locale,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    }
    signUp.mutate(input, { onSuccess: ({ requestId }) => onSignedUp({ ...input, requestId }) })
  }

  return (
    <AuthForm
      title={t("signUp.title")}
      lead={t("signUp.lead")}
      problems={[...general, ...refused.others]}
      submitLabel={t("signUp.submit")}
      isBusy={signUp.isPending || signUp.isSuccess}
      onSubmit={submit}
      footer={
        <>
          {t("signUp.haveAccount")}{" "}
          <Link href="/sign-in" className="font-medium text-link hover:underline">
            {t("signUp.toSignIn")}
          </Link>
        </>
      }
    >
      <TextField
        label={t("organisation")}
        description={t("signUp.organisationHint")}
        name="organisation"
        autoComplete="organization"
        value={values.organisation}
        onChange={set("organisation")}
        error={errorOf("organisation")}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the page has one purpose
        autoFocus
      />
      <TextField
        label={t("name")}
        name="name"
        autoComplete="name"
        value={values.name}
        onChange={set("name")}
        error={errorOf("name")}
      />
      <TextField
        label={t("email")}
        type="email"
        name="email"
        autoComplete="email"
        value={values.email}
        onChange={set("email")}
        error={errorOf("email")}
        inputProps={{ autoCapitalize: "none", spellCheck: false, inputMode: "email" }}
      />
      <div className="space-y-2.5">
        <PasswordField
          label={t("password")}
          name="password"
          autoComplete="new-password"
          value={values.password}
          onChange={set("password")}
          error={errorOf("password")}
        />
        <PasswordRules password={values.password} personal={personal} />
      </div>
    </AuthForm>
  )
}
