import { formatValue, type ValueStyle } from "@/components/ticket/field-value"
import { settingsOf } from "@/core/flow/form/kinds"
import { columnTotal, type Column } from "@/core/flow/form/kinds/table"
import type { Field } from "@/core/flow/graph"
import type { Row } from "@/core/ticket/event"
import { fieldOfColumn } from "./field-of-column"

/** A table to read, with its totals. */
export function RowsFacts({ field, rows, style }: { field: Field; rows: Row[]; style: ValueStyle }) {
  const { columns = [] } = settingsOf(field) as { columns?: Column[] }
  const hasTotals = columns.some(({ total }) => total)
  return (
    <div className="max-w-full overflow-x-auto">
      <table className="text-sm">
        <thead className="text-xs text-muted">
          <tr>
            {columns.map(({ key, label }) => (
              <th key={key} scope="col" className="pr-4 pb-1 text-start font-normal">
                {label[style.locale] || key}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- rows are read only and have no name
            <tr key={index}>
              {columns.map((column) => (
                <td key={column.key} className="pr-4 align-top figures">
                  {formatValue(fieldOfColumn(column), row[column.key] ?? null, style) ?? "—"}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {hasTotals && (
          <tfoot className="border-t border-separator font-medium">
            <tr>
              {columns.map((column) => (
                <td key={column.key} className="pr-4 figures">
                  {column.total && formatValue(fieldOfColumn(column), columnTotal(rows, column.key), style)}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  )
}
