"use client"

import { useMutation } from "@tanstack/react-query"
import { useState } from "react"
import { useLocale, useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { PasswordField } from "@/components/ui/password-field"
import { TextField } from "@/components/ui/text-field"
import { AuthForm } from "./auth-form"
import { fieldProblems, noProblems } from "./field-problems"
import { PasswordRules } from "./password-rules"
import { signInWith } from "./sign-in"

const fields = ["name", "email", "password"] as const
type Field = (typeof fields)[number]

/** Becoming a member by an invitation link: with a new account, or with the password of the one there is. */
export function JoinForm(props: {
  tenant: string
  token: string
  organisation: string
  inviterName: string
  /** The address the invitation was made for; null when anybody with the link may use it. */
  email: string | null
}) {
  const t = useTranslations("auth")
  const locale = useLocale()
  const trpc = useTRPC()
  const [values, setValues] = useState<Record<Field, string>>({ name: "", email: props.email ?? "", password: "" })
  const [isTried, setTried] = useState(false)
  const [changed, setChanged] = useState<readonly Field[]>([])
  const [isEntering, setEntering] = useState(false)
  const join = useMutation(trpc.people.join.mutationOptions())

  const set = (field: Field) => (value: string) => {
    setValues({ ...values, [field]: value })
    setChanged([...changed, field])
  }
  const missing: Partial<Record<Field, string>> = {
    ...(!values.name.trim() && { name: t("problems.nameRequired") }),
    ...(!values.email.trim() && { email: t("problems.emailRequired") }),
    ...(!values.password && { password: t("problems.passwordRequired") }),
  }
  const app = join.error?.data?.app
  const refused = app?.code === "INVALID" ? fieldProblems(app.problems, fields, locale) : noProblems
  const errorOf = (field: Field) =>
    (isTried ? missing[field] : undefined) ?? (changed.includes(field) ? undefined : refused.byField[field])
  const general =
    !join.error || app?.code === "INVALID"
      ? []
      : [t(app?.code === "NOT_FOUND" ? "join.failed" : app?.code === "RATE_LIMITED" ? "tooMany" : "join.unavailable")]

  const submit = () => {
    setTried(true)
    if (Object.keys(missing).length > 0) return
    setChanged([])
    const { name, email, password } = values
    join.mutate(
      { tenant: props.tenant, token: props.token, name: name.trim(), email: email.trim(), password },
      {
        onSuccess: (member) => {
          setEntering(true)
          void signInWith({ email: member.email, password }).then((outcome) =>
            window.location.assign(outcome === "ok" ? "/" : "/sign-in"),
          )
        },
      },
    )
  }

  return (
    <AuthForm
      title={t("join.title", { organisation: props.organisation })}
      lead={t("join.lead", { inviter: props.inviterName })}
      problems={[...general, ...refused.others]}
      submitLabel={t("join.submit")}
      isBusy={join.isPending || isEntering}
      onSubmit={submit}
    >
      <TextField
        label={t("name")}
        name="name"
        autoComplete="name"
        value={values.name}
        onChange={set("name")}
        error={errorOf("name")}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the page has one purpose
        autoFocus
      />
      <TextField
        label={t("email")}
        type="email"
        name="email"
        autoComplete="email"
        isReadOnly={props.email !== null}
        value={values.email}
        onChange={set("email")}
        error={errorOf("email")}
        inputProps={{ autoCapitalize: "none", spellCheck: false, inputMode: "email" }}
      />
      <div className="space-y-2.5">
        <PasswordField
          label={t("password")}
          description={t("join.passwordHint")}
          name="password"
          autoComplete="new-password"
          value={values.password}
          onChange={set("password")}
          error={errorOf("password")}
        />
        <PasswordRules password={values.password} personal={[values.name, values.email.split("@")[0] ?? ""]} />
      </div>
    </AuthForm>
  )
}
