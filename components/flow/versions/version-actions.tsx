"use client"

import { ArrowRightLeft } from "lucide-react"
import { useTranslations } from "use-intl"
import { useSheet } from "@/components/admin/use-sheet"
import { Button } from "@/components/ui/button"
import { ButtonLink } from "@/components/ui/button-link"
import { onDemand } from "@/components/ui/on-demand"
import { actionsFor, type ReleaseAction } from "./release-actions"
import type { Version, VersionList } from "./version-types"

// Loaded when first opened, as the dialog it is in.
const { OnDemand: ReleaseDialog } = onDemand(async () => (await import("./release-dialog")).ReleaseDialog)

/** Everything one can do with a version; what makes no sense for it is not shown. What takes most away comes last. */
export function VersionActions(props: { flowId: string; version: Version; versions: VersionList }) {
  const t = useTranslations("flows.release.action")
  const tVersions = useTranslations("flows.versions")
  const { flowId, version, versions } = props
  const asked = useSheet<ReleaseAction>()
  const mayMigrate = version.openTickets > 0 && versions.items.length > 1
  const button = (action: ReleaseAction, variant: "secondary" | "outline" | "danger-soft") => (
    <Button key={action} size="sm" variant={variant} onPress={() => asked.open(action)}>
      {t(action)}
    </Button>
  )
  const [first, ...others] = actionsFor(version, versions.release).filter((action) => action !== "retire")
  return (
    <>
      <fieldset aria-label={tVersions("actions", { number: version.number })} className="flex flex-wrap gap-2">
        {first && button(first, "secondary")}
        {others.map((action) => button(action, "outline"))}
        {mayMigrate && (
          <ButtonLink size="sm" variant="outline" href={`/flows/${flowId}/versions/migrate?from=${version.id}`}>
            <ArrowRightLeft aria-hidden="true" />
            {t("migrate")}
          </ButtonLink>
        )}
        {version.current && button("retire", "danger-soft")}
      </fieldset>
      {asked.target && (
        <ReleaseDialog
          key={asked.key}
          flowId={flowId}
          action={asked.target}
          version={version}
          versions={versions}
          isOpen={asked.isOpen}
          onOpenChange={asked.onOpenChange}
        />
      )}
    </>
  )
}
