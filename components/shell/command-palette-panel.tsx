"use client"

import { Modal } from "@heroui/react/modal"
import { Command } from "cmdk"
import { Keyboard, Languages, LogOut, Ticket, type LucideIcon } from "lucide-react"
import { useRouter } from "next/navigation"
import { useState, type ReactNode } from "react"
import { useTranslations } from "use-intl"
import { Kbd } from "@/components/ui/kbd"
import { useCurrentPageShortcuts } from "./page-shortcuts"
import type { CommandPaletteProps } from "./command-palette"
import { signOutNow } from "./sign-out"
import { useLanguageEntries } from "./use-language-entries"
import { useThemeEntries } from "./use-theme-entries"

/** The opened half of CommandPalette. */
export function CommandPalettePanel(props: CommandPaletteProps) {
  const t = useTranslations("shell")
  const router = useRouter()
  const [query, setQuery] = useState("")
  const themes = useThemeEntries()
  const languages = useLanguageEntries()
  const change = (isOpen: boolean) => {
    props.onOpenChange(isOpen)
    if (!isOpen) setQuery("")
  }
  const run = (action: () => void) => () => {
    change(false)
    action()
  }
  const recent = props.recentTickets ?? []
  const page = useCurrentPageShortcuts()
  const commands = page?.lines.filter(({ run: can }) => can !== undefined) ?? []
  return (
    <Modal.Backdrop isOpen={props.isOpen} onOpenChange={change} isDismissable>
      <Modal.Container placement="top" size="lg" className="sm:pt-[12vh]">
        <Modal.Dialog aria-label={t("search.title")} className="overflow-hidden p-0">
          <Command loop label={t("search.title")}>
            <Command.Input
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- opened in order to type
              autoFocus
              value={query}
              onValueChange={setQuery}
              placeholder={t("search.placeholder")}
              className="h-12 w-full border-b border-separator bg-transparent px-4 text-base outline-none placeholder:text-field-placeholder"
            />
            <Command.List className="max-h-[min(24rem,60vh)] scroll-py-2 overflow-y-auto p-2">
              <Command.Empty className="px-2 py-8 text-center text-sm text-muted">
                {t("search.empty", { query })}
              </Command.Empty>
              {commands.length > 0 && (
                <Group title={page?.title ?? ""}>
                  {commands.map((command) => (
                    <Item
                      key={command.label}
                      id={`page-${command.label}`}
                      {...(command.icon && { icon: command.icon })}
                      hint={command.keys.length > 0 && command.keys.map((key) => <Kbd key={key}>{key}</Kbd>)}
                      onSelect={run(() => command.run?.())}
                    >
                      {command.label}
                    </Item>
                  ))}
                </Group>
              )}
              <Group title={t("search.goTo")}>
                {props.places.map((place) => (
                  <Item
                    key={place.id}
                    id={place.id}
                    icon={place.icon}
                    // The address too, so that people who think in English find a page in the Chinese interface.
                    keywords={[place.href, place.id]}
                    hint={
                      place.key && (
                        <>
                          <Kbd>G</Kbd>
                          <Kbd>{place.key.toUpperCase()}</Kbd>
                        </>
                      )
                    }
                    onSelect={run(() => router.push(place.href))}
                  >
                    {t(place.id)}
                  </Item>
                ))}
              </Group>
              {recent.length > 0 && (
                <Group title={t("search.tickets")}>
                  {recent.map((ticket) => (
                    <Item
                      key={ticket.id}
                      id={ticket.id}
                      icon={Ticket}
                      keywords={[ticket.title]}
                      onSelect={run(() => router.push(ticket.href))}
                    >
                      {ticket.title}
                    </Item>
                  ))}
                </Group>
              )}
              <Group title={t("search.settings")}>
                {themes.map((entry) => (
                  <Item
                    key={entry.id}
                    id={`theme-${entry.id}`}
                    icon={entry.icon}
                    keywords={["theme", entry.id]}
                    onSelect={run(() => entry.onSelect?.())}
                  >
                    {t("search.useTheme", { theme: entry.label })}
                  </Item>
                ))}
                {languages.map((entry) => (
                  <Item
                    key={entry.id}
                    id={`language-${entry.id}`}
                    icon={Languages}
                    keywords={["language", "语言", entry.label]}
                    onSelect={run(() => entry.onSelect?.())}
                  >
                    {t("search.useLanguage", { language: entry.label })}
                  </Item>
                ))}
              </Group>
              <Group title={t("search.account")}>
                <Item id="shortcuts" icon={Keyboard} hint={<Kbd>?</Kbd>} onSelect={run(props.onShortcuts)}>
                  {t("shortcuts.open")}
                </Item>
                <Item id="sign-out" icon={LogOut} onSelect={run(() => void signOutNow())}>
                  {t("user.signOut")}
                </Item>
              </Group>
            </Command.List>
          </Command>
        </Modal.Dialog>
      </Modal.Container>
    </Modal.Backdrop>
  )
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={title}
      className="**:[[cmdk-group-heading]]:px-2 **:[[cmdk-group-heading]]:pt-2 **:[[cmdk-group-heading]]:pb-1 **:[[cmdk-group-heading]]:text-xs **:[[cmdk-group-heading]]:text-muted"
    >
      {children}
    </Command.Group>
  )
}

function Item(props: {
  id: string
  icon?: LucideIcon
  keywords?: string[]
  hint?: ReactNode
  onSelect: () => void
  children: string
}) {
  return (
    <Command.Item
      value={props.id}
      keywords={[props.children, ...(props.keywords ?? [])]}
      onSelect={props.onSelect}
      className="flex h-10 cursor-pointer items-center gap-2.5 rounded-lg px-2 text-sm data-[selected=true]:bg-default md:h-9"
    >
      {props.icon && <props.icon className="size-4 shrink-0 text-muted" aria-hidden="true" />}
      <span className="flex-1 truncate">{props.children}</span>
      {props.hint && <span className="flex gap-1">{props.hint}</span>}
    </Command.Item>
  )
}
