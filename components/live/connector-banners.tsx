"use client"

import { useTranslations } from "use-intl"
import { Banner } from "@/components/ui/banner"
import { ButtonLink } from "@/components/ui/button-link"
import { Time } from "@/components/ui/time"
import type { LiveConnector } from "./snapshot"

/** Says when what the page shows may be incomplete: a telephone system that is away, or has never said anything. */
export function ConnectorBanners(props: { connectors: readonly LiveConnector[]; mayConnect: boolean }) {
  const t = useTranslations("live.connector")
  const enabled = props.connectors.filter((connector) => connector.enabled)
  const down = enabled.filter(({ state }) => state === "down")
  const isSilent = enabled.length > 0 && enabled.every(({ lastReceivedAt }) => lastReceivedAt === null)
  const isOff = props.connectors.length > 0 && enabled.length === 0
  const action = props.mayConnect && (
    <ButtonLink href="/admin/connectors" variant="outline" size="sm">
      {t("look")}
    </ButtonLink>
  )
  return (
    <>
      {down.map((connector) => (
        <Banner key={connector.id} meaning="late" title={t("down", { name: connector.name })} action={action}>
          {connector.lastReceivedAt === null ? (
            t("downNever")
          ) : (
            <>
              {t("downSince")} <Time value={connector.lastReceivedAt} format="full" />
            </>
          )}
          {connector.reason && <span className="block text-xs">{connector.reason}</span>}
        </Banner>
      ))}
      {isSilent && down.length === 0 && (
        <Banner meaning="info" title={t("silent")} action={action}>
          {t("silentHint")}
        </Banner>
      )}
      {isOff && (
        <Banner meaning="warning" title={t("off")} action={action}>
          {t("offHint")}
        </Banner>
      )}
    </>
  )
}
