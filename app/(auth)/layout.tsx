import type { ReactNode } from "react"
import { FlowDrawing } from "@/components/auth/flow-drawing"
import { getTranslations } from "@/components/intl/request"
import { LanguageSwitch } from "@/components/shell/language-switch"
import { ThemeSwitch } from "@/components/shell/theme-switch"
import { BrandName } from "@/components/ui/brand-mark"

/** The pages in front of the sign-in: the form at the left, a quiet picture of what the product does at the right. */
export default async function AuthLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations("auth")
  return (
    <div className="grid min-h-dvh bg-surface lg:grid-cols-[minmax(30rem,5fr)_6fr]">
      <div className="flex min-w-0 flex-col px-6 py-5 sm:px-10">
        <header className="flex items-center justify-between">
          <BrandName />
          <div className="flex items-center gap-0.5">
            <LanguageSwitch />
            <ThemeSwitch />
          </div>
        </header>
        <main className="mx-auto flex w-full max-w-92 flex-1 items-center py-12">{children}</main>
      </div>
      <aside className="relative hidden border-l border-border bg-background px-12 py-10 lg:flex lg:flex-col">
        <div className="canvas-dots absolute inset-0" aria-hidden="true" />
        <div className="relative flex flex-1 items-center justify-center">
          <FlowDrawing
            texts={{
              label: t("drawing"),
              call: t("nodes.call"),
              intent: t("nodes.intent"),
              supervisor: t("nodes.supervisor"),
              within: t("nodes.within"),
              manager: t("nodes.manager"),
              handle: t("nodes.handle"),
              visit: t("nodes.visit"),
              close: t("nodes.close"),
              upTo: t("nodes.upTo"),
              above: t("nodes.above"),
            }}
          />
        </div>
        <div className="relative mx-auto w-full max-w-110">
          <p className="text-xl font-semibold tracking-[-0.015em]">{t("tagline")}</p>
          <p className="mt-1 max-w-[56ch] text-base text-pretty text-muted">{t("promise")}</p>
        </div>
      </aside>
    </div>
  )
}
