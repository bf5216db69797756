"use client"

import { useSyncExternalStore } from "react"
import { useTranslations } from "use-intl"
import { Banner } from "@/components/ui/banner"
import { CopyButton } from "@/components/ui/copy-button"
import { CopyLine } from "../copy-line"
import type { Connector } from "./connector-list"
import { nodeExample } from "./node-example"

const unchanging = () => () => {}

/** Where events go and how they are signed. With `secret` it is the one time the secret can be read. */
export function HowToSend({ connector, secret }: { connector: Connector; secret: string | null }) {
  const t = useTranslations("connectors.send")
  const origin = useSyncExternalStore(
    unchanging,
    () => window.location.origin,
    () => "",
  )
  const url = `${origin}${connector.ingestPath}`
  const program = nodeExample({ url, sourcePrefix: connector.sourcePrefix, secret })
  return (
    <div className="space-y-4">
      {secret !== null && (
        <>
          <Banner meaning="warning" title={t("onceTitle")}>
            {t("once")}
          </Banner>
          <CopyLine label={t("secret")} value={secret} />
        </>
      )}
      <CopyLine label={t("address")} value={url} />
      <CopyLine label={t("source")} value={connector.sourcePrefix} description={t("sourceHelp")} />
      <section aria-label={t("example")} className="space-y-1.5">
        <div className="flex items-center justify-between gap-2">
          <h3 className="text-sm font-medium">{t("example")}</h3>
          <CopyButton value={program} label={t("copyExample")} />
        </div>
        <p className="text-xs text-pretty text-muted">{t(secret === null ? "exampleEnvironment" : "exampleWhole")}</p>
        <pre
          // A region that scrolls must be reachable by key.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          className="max-h-72 overflow-auto rounded-lg border border-border bg-surface-secondary p-3 font-mono text-xs leading-5"
        >
          {program}
        </pre>
      </section>
    </div>
  )
}
