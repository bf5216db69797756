"use client"

import clsx from "clsx"
import { Check, Circle } from "lucide-react"
import { useTranslations } from "use-intl"
import { statusInk, statusSolid, type Meaning } from "@/components/ui/status"
import { passwordLengthMin, passwordStrength } from "./password-strength"

const meaningOf = ["neutral", "late", "warning", "ok", "ok"] as const satisfies readonly Meaning[]

/** The bar and the rules below a new password, renewed with every key. */
export function PasswordRules({ password, personal }: { password: string; personal: readonly string[] }) {
  const t = useTranslations("auth.strength")
  const strength = passwordStrength(password, personal)
  const meaning = meaningOf[strength.level]
  const rules = [
    { id: "length", isMet: strength.isLongEnough, text: t("length", { count: passwordLengthMin }) },
    { id: "varied", isMet: strength.isVaried, text: t("varied") },
    { id: "personal", isMet: strength.isImpersonal, text: t("personal") },
  ]
  return (
    <div className="space-y-2">
      <div className="flex items-center gap-3">
        <div className="grid flex-1 grid-cols-4 gap-1" aria-hidden="true">
          {[1, 2, 3, 4].map((step) => (
            <span
              key={step}
              className={clsx(
                "h-1 rounded-full transition-colors",
                strength.level >= step ? statusSolid[meaning] : "bg-default",
              )}
            />
          ))}
        </div>
        <p className="text-xs" aria-live="polite">
          <span className="sr-only">{t("label")}: </span>
          <span className={password ? statusInk[meaning] : "text-muted"}>
            {password ? t(`levels.${strength.level}`) : t("label")}
          </span>
        </p>
      </div>
      <ul className="space-y-1 text-xs">
        {rules.map((rule) => (
          <li key={rule.id} className={clsx("flex items-center gap-1.5", rule.isMet ? "text-ok-ink" : "text-muted")}>
            {rule.isMet ? (
              <Check className="size-3.5 shrink-0" strokeWidth={2.5} aria-hidden="true" />
            ) : (
              <Circle className="size-3.5 shrink-0 p-0.5" aria-hidden="true" />
            )}
            {rule.text}
            <span className="sr-only">{rule.isMet ? t("met") : t("notMet")}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
