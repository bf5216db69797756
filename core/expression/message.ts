import type { Text } from "@/core/text"

// Every sentence an expression can earn. A hint says what to do; `{…}` is filled by whoever reports the problem.

type Message = Text & { hint?: Text }

export const messages = {
  // Limits
  too_long: { zh: "表达式超过 {max} 个字符", en: "The expression is longer than {max} characters" },
  too_many_tokens: { zh: "表达式过长：最多 {max} 个词", en: "The expression has more than {max} words" },
  too_many_nodes: { zh: "表达式过于复杂：最多 {max} 个元素", en: "The expression has more than {max} parts" },
  too_deep: { zh: "嵌套超过 {max} 层", en: "This is nested more than {max} levels deep" },
  too_costly: {
    zh: "表达式在最坏情况下计算量过大",
    en: "At worst this expression takes too long to evaluate",
    hint: { zh: "缩短列表遍历中的条件", en: "Shorten what is evaluated for every item of a list" },
  },
  too_many_calls: {
    zh: "{name} 使用过多：最多 {max} 次，且不能对列表的每一项使用",
    en: "Too many calls of {name}: at most {max}, and none for every item of a list",
  },
  nested_macro: {
    zh: "{name} 不能写在另一个列表遍历之内",
    en: "{name} cannot be used inside another loop over a list",
  },
  literal_too_long: { zh: "文本常量超过 {max} 个字符", en: "A text is longer than {max} characters" },
  list_too_long: { zh: "列表超过 {max} 项", en: "A list has more than {max} items" },
  pattern_too_long: { zh: "正则表达式超过 {max} 个字符", en: "The pattern is longer than {max} characters" },
  number_too_large: {
    zh: "数字超出可精确表示的范围",
    en: "This number is too large to be exact",
    hint: { zh: "整数不超过 9007199254740991", en: "Whole numbers go up to 9007199254740991" },
  },

  // Syntax
  empty: { zh: "表达式为空", en: "The expression is empty" },
  unfinished_text: {
    zh: "文本没有结束",
    en: "This text has no end",
    hint: { zh: "补上结束引号 {quote}", en: "Add the closing quote {quote}" },
  },
  bad_escape: {
    zh: "无效的转义 {found}",
    en: "{found} is no valid escape",
    hint: { zh: '反斜杠请写成 \\\\，或使用 r"…"', en: 'Write a backslash as \\\\ or use r"…"' },
  },
  unexpected_character: { zh: "无法识别的字符 {found}", en: "Unexpected character {found}" },
  wide_punctuation: { zh: "全角标点 {found} 不能使用", en: "{found} is a full-width character" },
  wrong_operator: { zh: "没有运算符 {found}", en: "There is no operator {found}" },
  word_operator: { zh: "这里不能写 {found}", en: "{found} is not used here" },
  operand_expected: { zh: "这里缺少变量或值", en: "A variable or a value is missing here" },
  operator_expected: { zh: "{found} 之前缺少运算符", en: "An operator is missing before {found}" },
  name_expected: { zh: "点号之后缺少名称", en: "A name is missing after the dot" },
  unclosed_bracket: { zh: "括号 {found} 没有闭合", en: "The bracket {found} is never closed" },
  unexpected_bracket: { zh: "多余的括号 {found}", en: "There is no open bracket for {found}" },
  unexpected_comma: { zh: "这里不能用逗号", en: "A comma does not belong here" },
  incomplete_choice: {
    zh: "“?”与“:”没有成对",
    en: "“?” and “:” do not match",
    hint: { zh: "写法：条件 ? 成立时的值 : 否则的值", en: "Write: condition ? value : other value" },
  },
  nested_choice: {
    zh: "“?”与“:”之间的另一个选择要加括号",
    en: "Another choice between “?” and “:” needs brackets around it",
  },
  mixed_signs: { zh: "“!”与“-”不能连用", en: "“!” and “-” cannot follow each other" },
  reserved_word: { zh: "{found} 是保留字，不能使用", en: "{found} is a reserved word" },
  unsupported: { zh: "不支持{what}", en: "{what} cannot be used" },
  syntax: { zh: "语法错误", en: "This is not a valid expression" },

  // Names
  unknown_variable: { zh: "没有变量 {name}", en: "There is no variable {name}" },
  unknown_field: { zh: "{name} 没有字段 {field}", en: "{name} has no field {field}" },
  incomplete_variable: {
    zh: "{name} 不是完整的变量",
    en: "{name} is only the first part of a variable",
    hint: { zh: "请选择：{choices}", en: "Choose one of: {choices}" },
  },
  name_taken: {
    zh: "{name} 已经是变量，请换一个名称",
    en: "{name} is already a variable; use another name",
  },
  unknown_function: { zh: "没有函数 {name}", en: "There is no function {name}" },
  function_not_allowed: { zh: "出于安全考虑，不能使用 {name}", en: "{name} is switched off for safety" },
  wrong_target: { zh: "{type}没有函数 {name}", en: "{name} does not work on {type}" },
  not_a_method: {
    zh: "{name} 的写法不对",
    en: "{name} is written differently",
    hint: { zh: "写法：{example}", en: "Write: {example}" },
  },
  argument_count: {
    zh: "{name} 的参数个数不对：需要 {expected} 个，写了 {found} 个",
    en: "{name} takes {expected} arguments, not {found}",
    hint: { zh: "写法：{example}", en: "Write: {example}" },
  },
  argument_type: {
    zh: "{name} 的第 {index} 个参数应为{expected}，而不是{found}",
    en: "Argument {index} of {name} must be {expected}, not {found}",
  },
  macro_variable: {
    zh: "{name} 的第一个参数是每一项的名称",
    en: "The first argument of {name} names each item",
    hint: { zh: "写法：{example}", en: "Write: {example}" },
  },

  // Types
  operand_type: { zh: "{operator} 不能用于{found}", en: "{operator} does not work on {found}" },
  operand_types: { zh: "{operator} 不能用于{left}和{right}", en: "{operator} does not work on {left} and {right}" },
  bool_expected: {
    zh: "这里需要“是/否”，而不是{found}",
    en: "This must be true or false, not {found}",
    hint: { zh: "请写成比较，例如 {example}", en: "Write a comparison, for example {example}" },
  },
  incomparable: { zh: "{left}与{right}不能比较", en: "{left} cannot be compared with {right}" },
  timestamp_literal: {
    zh: "时间点不能与文本比较",
    en: "A point in time cannot be compared with text",
    hint: { zh: '写法：timestamp("2026-05-01T09:00:00+08:00")', en: 'Write timestamp("2026-05-01T09:00:00+08:00")' },
  },
  duration_literal: {
    zh: "时长不能与{found}比较",
    en: "A duration cannot be compared with {found}",
    hint: { zh: '写法：duration("30m")', en: 'Write duration("30m")' },
  },
  mixed_numbers: {
    zh: "整数与小数不能直接运算",
    en: "A whole number and a decimal number cannot be mixed",
    hint: { zh: "请写 double({name})", en: "Write double({name})" },
  },
  value_not_in_list: { zh: "{name} 没有选项 {value}", en: "{name} has no value {value}" },
  mixed_list: { zh: "列表的各项类型必须相同", en: "All items of a list must have the same type" },
  mixed_choice: { zh: "两个结果的类型不同：{left}与{right}", en: "The two results differ: {left} and {right}" },
  unguarded_null: {
    zh: "{name} 可能为空",
    en: "{name} may be empty",
    hint: { zh: "先判断：{name} != null && …", en: "Check it first: {name} != null && …" },
  },
  null_not_allowed: {
    zh: "这里不能用 null",
    en: "null cannot be used here",
    hint: { zh: "只能用 == null 或 != null 判断是否为空", en: "Only == null and != null look at an empty value" },
  },
  not_literal: { zh: "{name} 的这个参数必须直接写出", en: "This argument of {name} must be written out" },
  bad_pattern: { zh: "正则表达式无效：{detail}", en: "The pattern is not valid: {detail}" },
  bad_zone: {
    zh: "没有时区 {value}",
    en: "There is no time zone {value}",
    hint: { zh: '例如 "Asia/Shanghai" 或 "+08:00"', en: 'For example "Asia/Shanghai" or "+08:00"' },
  },
  bad_timestamp: {
    zh: "{value} 不是有效的时间点",
    en: "{value} is not a point in time",
    hint: { zh: "写法：2026-05-01T09:00:00+08:00", en: "Write 2026-05-01T09:00:00+08:00" },
  },
  bad_duration: {
    zh: "{value} 不是有效的时长",
    en: "{value} is not a duration",
    hint: { zh: "例如 90s、30m、1h30m", en: "For example 90s, 30m, 1h30m" },
  },
  bad_number: { zh: "{value} 不是有效的数字", en: "{value} is not a number" },
  wrong_result: { zh: "结果应为{expected}，而不是{found}", en: "The result must be {expected}, not {found}" },
  null_result: {
    zh: "结果可能为空",
    en: "The result may be empty",
    hint: { zh: "为空时也要给出一个值", en: "Give a value for the empty case too" },
  },

  // Evaluation
  missing_value: { zh: "{name} 没有值", en: "{name} has no value" },
  wrong_value: { zh: "{name} 的值不是{expected}", en: "The value of {name} is not {expected}" },
  value_too_large: { zh: "{name} 的值过大", en: "The value of {name} is too large" },
  division_by_zero: { zh: "除数为零", en: "Division by zero" },
  number_overflow: { zh: "计算结果超出范围", en: "The result of a calculation is out of range" },
  index_out_of_range: { zh: "列表没有这一项", en: "The list has no such item" },
  bad_conversion: { zh: "无法转换：{detail}", en: "This cannot be converted: {detail}" },
  text_too_long: { zh: "拼接后的文本过长", en: "The joined text is too long" },
  type_error: { zh: "值的类型不符合运算要求：{detail}", en: "A value has the wrong type for an operation: {detail}" },
  evaluation_failed: { zh: "计算失败：{detail}", en: "Evaluation failed: {detail}" },
} as const satisfies Record<string, Message>

export type ExpressionProblemCode = keyof typeof messages
