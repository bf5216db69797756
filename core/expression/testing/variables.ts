import { variableListSchema } from "../variable"

/** A refund flow's variables: every type, with and without an empty value. For tests. */
export const variables = variableListSchema.parse([
  { key: "amount", type: "double", nullable: false, label: { zh: "金额", en: "Amount" } },
  { key: "discount", type: "double", nullable: true, label: { zh: "折扣", en: "Discount" } },
  { key: "price", type: "money", nullable: false, label: { zh: "价格", en: "Price" } },
  { key: "credit", type: "money", nullable: true, label: { zh: "授信额度", en: "Credit" } },
  { key: "count", type: "int", nullable: false, label: { zh: "次数", en: "Times" } },
  { key: "priority", type: "int", nullable: true, label: { zh: "优先级", en: "Priority" } },
  { key: "subject", type: "string", nullable: false, label: { zh: "主题", en: "Subject" } },
  { key: "remark", type: "string", nullable: true, label: { zh: "备注", en: "Remark" } },
  { key: "vip", type: "bool", nullable: false, label: { zh: "贵宾", en: "VIP" } },
  { key: "urgent", type: "bool", nullable: true, label: { zh: "加急", en: "Urgent" } },
  {
    key: "channel",
    type: "string",
    nullable: false,
    label: { zh: "渠道", en: "Channel" },
    values: [
      { value: "phone", label: { zh: "电话", en: "Phone" } },
      { value: "email", label: { zh: "邮件", en: "Email" } },
      { value: "wecom", label: { zh: "企业微信", en: "WeCom" } },
    ],
  },
  {
    key: "call.intent",
    type: "string",
    nullable: true,
    label: { zh: "来电意图", en: "Intent" },
    values: [
      { value: "refund", label: { zh: "退款", en: "Refund" } },
      { value: "complaint", label: { zh: "投诉", en: "Complaint" } },
    ],
  },
  { key: "call.waited", type: "duration", nullable: false, label: { zh: "等待时长", en: "Waited" } },
  { key: "call.held", type: "duration", nullable: true, label: { zh: "保持时长", en: "Held" } },
  { key: "call.startedAt", type: "timestamp", nullable: false, label: { zh: "来电时间", en: "Started" } },
  { key: "dueAt", type: "timestamp", nullable: true, label: { zh: "截止时间", en: "Due" } },
  { key: "tags", type: "list<string>", nullable: false, label: { zh: "标签", en: "Tags" } },
  {
    key: "skills",
    type: "list<string>",
    nullable: true,
    label: { zh: "技能", en: "Skills" },
    values: [
      { value: "refunds", label: { zh: "退款", en: "Refunds" } },
      { value: "english", label: { zh: "英语", en: "English" } },
    ],
  },
])

/** Values that fit, nothing empty. */
export const values: Record<string, unknown> = {
  amount: 250.5,
  discount: 0.1,
  price: 50_000,
  credit: 100_000,
  count: 3,
  priority: 1,
  subject: "退款 refund",
  remark: "急",
  vip: true,
  urgent: false,
  channel: "phone",
  "call.intent": "refund",
  "call.waited": "90s",
  "call.held": "1m",
  "call.startedAt": "2026-05-01T09:30:00+08:00",
  dueAt: "2026-05-02T09:30:00+08:00",
  tags: ["vip", "new"],
  skills: ["refunds"],
}

/** The same with every nullable one empty. */
export const emptyValues: Record<string, unknown> = Object.fromEntries(
  variables.map(({ key, nullable }) => [key, nullable ? null : values[key]]),
)
