import clsx from "clsx"
import type { ReactNode } from "react"

const hues = [226, 262, 305, 18, 58, 158]

/**
 * What stands for a person in little room: the end of a Chinese name (the given name tells people apart), up to
 * `hanMax` characters; else the first letters of the first and last word. Pure.
 */
export function initialsOf(name: string, hanMax = 2): string {
  const trimmed = name.trim()
  if (/\p{Script=Han}/u.test(trimmed)) return Array.from(trimmed.replaceAll(/\s/g, "")).slice(-hanMax).join("")
  const words = trimmed.split(/\s+/).filter(Boolean)
  const first = Array.from(words[0] ?? "")[0] ?? "?"
  const last = words.length > 1 ? (Array.from(words.at(-1) ?? "")[0] ?? "") : ""
  return (first + last).toUpperCase()
}

/** The same name gets the same hue on every page. FNV-1a; any even spread would do. */
export function hueOf(name: string): number {
  let hash = 0x811c9dc5
  for (const char of name) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return hues[hash % hues.length] ?? 226
}

/** Initials on a quiet tint. Decorative: the name must stand beside it or in a label. */
export function Avatar(props: { name: string; size?: number; className?: string }) {
  const size = props.size ?? 22
  // Two Chinese characters are legible from 30 px on.
  const initials = initialsOf(props.name, size < 30 ? 1 : 2)
  return (
    <span
      aria-hidden="true"
      // Drawn, not written: a button's name must hold all of its text, and the initials are no part of a name.
      data-initials={initials}
      className={clsx(
        "person-tint inline-grid shrink-0 place-items-center rounded-full font-medium before:content-[attr(data-initials)]",
        props.className,
      )}
      style={
        {
          width: size,
          height: size,
          fontSize: size * (initials.length === 1 ? 0.5 : 0.38),
          "--person-hue": hueOf(props.name),
        } as React.CSSProperties
      }
    />
  )
}

/** A person in a list or a fact: avatar and name, one line. */
export function PersonChip(props: { name: string; detail?: ReactNode; size?: number; className?: string }) {
  return (
    <span className={clsx("inline-flex max-w-full min-w-0 items-center gap-2 align-middle", props.className)}>
      <Avatar name={props.name} size={props.size} />
      <span className="truncate">{props.name}</span>
      {props.detail && <span className="truncate text-muted">{props.detail}</span>}
    </span>
  )
}
