"use client"

import { Checkbox } from "@heroui/react/checkbox"
import { Label } from "@heroui/react/label"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { Button } from "@/components/ui/button"
import { roleSchema, type Role } from "@/core/people/directory"
import { roleTitles } from "@/core/people/role-title"
import { SwitchInput } from "../controls/switch-input"
import { ControlFrame } from "../controls/control-frame"
import { useDesignerContext } from "../designer-context"
import type { FlowFacts, SaveFacts } from "./flow-facts"

const rights = ["start", "see", "edit"] as const
type Right = (typeof rights)[number]
type Scope = FlowFacts["scope"]

/** Which roles may start tickets of the flow, see it and change it. Owners always may. */
export function AccessTab({ facts, onSave }: { facts: FlowFacts; onSave: SaveFacts }) {
  const t = useTranslations("designer.flow")
  const { isEditable } = useDesignerContext()
  const [scope, setScope] = useState<Scope>(facts.scope)
  const [needsApproval, setNeedsApproval] = useState(facts.needsApproval)
  const [isBusy, setBusy] = useState(false)
  const isChanged = rights.some((right) => scope[right].toSorted().join() !== facts.scope[right].toSorted().join())
  const isOther = isChanged || needsApproval !== facts.needsApproval
  const save = async () => {
    setBusy(true)
    try {
      await onSave({ ...facts, scope, needsApproval })
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="space-y-5">
      {rights.map((right) => (
        <RightChoice
          key={right}
          right={right}
          roles={scope[right]}
          isDisabled={!isEditable}
          onChange={(roles) => setScope({ ...scope, [right]: roles })}
        />
      ))}
      <SwitchInput
        label={t("needsApproval")}
        help={facts.mayChangeApproval ? t("needsApprovalHint") : t("needsApprovalOwners")}
        isOn={needsApproval}
        isDisabled={!isEditable || !facts.mayChangeApproval}
        onChange={setNeedsApproval}
      />
      {isEditable && isOther && (
        <div className="flex items-center gap-2">
          <Button size="sm" isPending={isBusy} onPress={() => void save()}>
            {t("save")}
          </Button>
          <span className="text-xs text-muted">{t("atOnce")}</span>
        </div>
      )}
    </div>
  )
}

function RightChoice(props: {
  right: Right
  roles: readonly Role[]
  isDisabled: boolean
  onChange: (roles: Role[]) => void
}) {
  const t = useTranslations("designer.flow")
  const { locale } = useDesignerContext()
  return (
    <ControlFrame label={t(`rights.${props.right}`)} help={t(`rightsHint.${props.right}`)}>
      <div className="space-y-1">
        {roleSchema.options.map((role) => (
          <Checkbox
            key={role}
            isSelected={role === "owner" || props.roles.includes(role)}
            isDisabled={props.isDisabled || role === "owner"}
            onChange={(isOn) =>
              props.onChange(isOn ? [...props.roles, role] : props.roles.filter((other) => other !== role))
            }
          >
            <Checkbox.Content className="flex min-h-8 items-center gap-2 md:min-h-6">
              <Checkbox.Control>
                <Checkbox.Indicator />
              </Checkbox.Control>
              <Label className="font-normal">{roleTitles[role][locale]}</Label>
            </Checkbox.Content>
          </Checkbox>
        ))}
      </div>
    </ControlFrame>
  )
}
