"use client"

import Link from "next/link"

/** What would miss something if it were gone; `href` null for what the reader may not see. */
export function UseList(props: {
  title: string
  unused: string
  uses: readonly { key: string; href: string | null; text: string }[]
}) {
  return (
    <section>
      <h3 className="text-sm font-medium">{props.title}</h3>
      {props.uses.length === 0 ? (
        <p className="mt-1 text-sm text-muted">{props.unused}</p>
      ) : (
        <ul className="mt-1 space-y-1 text-sm">
          {props.uses.map(({ key, href, text }) => (
            <li key={key}>
              {href === null ? (
                <span className="text-muted">{text}</span>
              ) : (
                <Link href={href} className="text-link hover:underline">
                  {text}
                </Link>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
