// Small models of our own with the elements that the models of the BPMN interchange group's test suite are made of: A are
// tasks and flows, B the whole of the notation, C processes of real life.

type Attributes = Record<string, string | boolean>

const attributesOf = (attributes: Attributes) =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${String(value)}"`)
    .join("")

/** One element; its id is in most cases also its name. */
const el = (type: string, id: string, inner = "", attributes: Attributes = {}) =>
  `<bpmn:${type} id="${id}" name="${id}"${attributesOf(attributes)}>${inner}</bpmn:${type}>`
const bare = (type: string, id: string, inner = "", attributes: Attributes = {}) =>
  `<bpmn:${type} id="${id}"${attributesOf(attributes)}>${inner}</bpmn:${type}>`

const start = (id = "Start", inner = "") => el("startEvent", id, inner)
const end = (id = "End", inner = "") => el("endEvent", id, inner)
const task = (id: string, type = "task", inner = "") => el(type, id, inner)
const gateway = (type: string, id: string, attributes: Attributes = {}) => el(`${type}Gateway`, id, "", attributes)
const event = (type: string, id = `${type}Definition`) => `<bpmn:${type}EventDefinition id="${id}"/>`
const timer = (duration: string) =>
  `<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">${duration}</bpmn:timeDuration></bpmn:timerEventDefinition>`

/** Sequence flows "A>B", each with an id made of both; "A>B?x > 1" has a condition. */
const flows = (...ways: string[]) =>
  ways
    .map((way) => {
      const [ends = "", condition] = way.split("?")
      const [from = "", to = ""] = ends.split(">")
      const expression = condition
        ? `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${condition.replaceAll("<", "&lt;")}</bpmn:conditionExpression>`
        : ""
      return bare("sequenceFlow", `${from}-${to}`, expression, { sourceRef: from, targetRef: to })
    })
    .join("")

const shape = (id: string, x: number, y: number, width = 100, height = 80) =>
  `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"><dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}"/></bpmndi:BPMNShape>`

const definitions = (inner: string, diagram = "") => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
  xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="D" targetNamespace="urn:test">${inner}
  ${diagram && `<bpmndi:BPMNDiagram id="Di"><bpmndi:BPMNPlane id="Plane" bpmnElement="P">${diagram}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>`}
</bpmn:definitions>`

const process = (inner: string, id = "P") => `<bpmn:process id="${id}" name="Process ${id}">${inner}</bpmn:process>`
const model = (inner: string, diagram = "") => definitions(process(inner), diagram)

export type Model = {
  name: string
  xml: string
  /** Steps that must be there: kind and name. */
  kept: [kind: string, name: string][]
  /** Ways between steps, by their names. */
  ways?: string[]
  /** Everything that must be listed, and nothing else: element and what became of it. */
  listed: [elementId: string, note: string][]
}

export const models: Model[] = [
  {
    name: "A.1.0 three tasks in a row",
    xml: model(
      start() +
        task("Task 1") +
        task("Task 2") +
        task("Task 3") +
        end() +
        flows("Start>Task 1", "Task 1>Task 2", "Task 2>Task 3", "Task 3>End"),
    ),
    kept: [
      ["start", "Start"],
      ["handle", "Task 1"],
      ["handle", "Task 2"],
      ["handle", "Task 3"],
      ["close", "End"],
    ],
    ways: ["Start>Task 1", "Task 1>Task 2", "Task 2>Task 3", "Task 3>End"],
    listed: [],
  },
  {
    name: "A.1.1 tasks with documentation and a picture",
    xml: model(
      start() +
        task("A", "userTask", "<bpmn:documentation>Call the customer</bpmn:documentation>") +
        end() +
        flows("Start>A", "A>End"),
      shape("Start", 100, 100, 36, 36) + shape("A", 200, 78) + shape("End", 350, 100, 36, 36),
    ),
    kept: [
      ["start", "Start"],
      ["handle", "A"],
      ["close", "End"],
    ],
    listed: [],
  },
  {
    name: "A.1.2 a form that goes round until it is complete",
    xml: model(
      start() +
        task("Fill in", "userTask") +
        gateway("exclusive", "Complete", { default: "Complete-Fill in" }) +
        end() +
        flows("Start>Fill in", "Fill in>Complete", "Complete>Fill in", "Complete>End?${complete == true}"),
    ),
    kept: [
      ["handle", "Fill in"],
      ["exclusive", "Complete"],
    ],
    ways: ["Start>Fill in", "Fill in>Complete", "Complete>Fill in", "Complete>End"],
    listed: [["Complete-End", "condition"]],
  },
  {
    name: "A.2.0 gateways that part and bring together",
    xml: model(
      start() +
        gateway("exclusive", "Which") +
        task("A") +
        task("B") +
        task("C") +
        gateway("exclusive", "Merge") +
        end() +
        flows(
          "Start>Which",
          "Which>A?amount < 100",
          "Which>B?amount < 200",
          "Which>C",
          "A>Merge",
          "B>Merge",
          "C>Merge",
          "Merge>End",
        ),
    ),
    kept: [
      ["exclusive", "Which"],
      ["handle", "A"],
      ["handle", "B"],
      ["handle", "C"],
      ["close", "End"],
    ],
    ways: ["Which>A", "Which>B", "Which>C", "A>End", "B>End", "C>End"],
    listed: [
      ["Which-A", "condition"],
      ["Which-B", "condition"],
      ["Merge", "lines"],
    ],
  },
  {
    name: "A.2.1 parallel and inclusive gateways inside each other",
    xml: model(
      start() +
        gateway("parallel", "Fork") +
        gateway("inclusive", "Some", { default: "Some-C" }) +
        task("A") +
        task("B") +
        task("C") +
        gateway("inclusive", "Some joined") +
        gateway("parallel", "Joined") +
        end() +
        flows(
          "Start>Fork",
          "Fork>A",
          "Fork>Some",
          "Some>B?x > 1",
          "Some>C",
          "B>Some joined",
          "C>Some joined",
          "A>Joined",
          "Some joined>Joined",
          "Joined>End",
        ),
    ),
    kept: [
      ["parallel", "Fork"],
      ["inclusive", "Some"],
      ["join", "Some joined"],
      ["join", "Joined"],
    ],
    ways: ["Fork>A", "Fork>Some", "Some>B", "Some>C", "Some joined>Joined", "Joined>End"],
    listed: [["Some-B", "condition"]],
  },
  {
    name: "A.3.0 a sub-process with a timer and an error on its edge",
    xml: model(
      start() +
        el(
          "subProcess",
          "Sub",
          start("Inner start") + task("Inner") + end("Inner end") + flows("Inner start>Inner", "Inner>Inner end"),
        ) +
        el("boundaryEvent", "Error", event("error"), { attachedToRef: "Sub" }) +
        el("boundaryEvent", "Message", event("message"), { attachedToRef: "Sub", cancelActivity: false }) +
        task("Put right") +
        task("Go on") +
        end() +
        flows("Start>Sub", "Sub>Go on", "Error>Put right", "Go on>End", "Put right>End", "Message>Put right"),
    ),
    kept: [
      ["handle", "Inner"],
      ["handle", "Go on"],
      ["handle", "Put right"],
    ],
    ways: ["Start>Inner", "Inner>Go on", "Go on>End"],
    listed: [
      ["Sub", "flattened"],
      ["Error", "noCounterpart"],
      ["errorDefinition", "insideLeftOut"],
      ["Message", "noCounterpart"],
      ["messageDefinition", "insideLeftOut"],
      ["Error-Put right", "insideLeftOut"],
      ["Message-Put right", "insideLeftOut"],
    ],
  },
  {
    name: "A.4.0 two pools, lanes and messages between them",
    xml: definitions(
      `<bpmn:collaboration id="Co">${bare("participant", "Pool 1", "", { name: "Hotline", processRef: "P" })}${bare("participant", "Pool 2", "", { name: "Customer", processRef: "Q" })}${bare("messageFlow", "Letter", "", { sourceRef: "A", targetRef: "Customer task" })}</bpmn:collaboration>` +
        process(
          `<bpmn:laneSet id="Lanes">${el("lane", "Service", "<bpmn:flowNodeRef>A</bpmn:flowNodeRef>")}${el("lane", "Back office", "<bpmn:flowNodeRef>B</bpmn:flowNodeRef>")}</bpmn:laneSet>` +
            start() +
            task("A", "userTask") +
            task("B", "userTask") +
            end() +
            flows("Start>A", "A>B", "B>End"),
        ) +
        process(start("Customer start") + task("Customer task") + flows("Customer start>Customer task"), "Q"),
    ),
    kept: [
      ["handle", "A"],
      ["handle", "B"],
    ],
    listed: [
      ["Pool 2", "noCounterpart"],
      ["Letter", "noCounterpart"],
      ["Service", "laneFound"],
      ["Back office", "lane"],
      ["Q", "otherProcess"],
      ["Customer start", "otherProcess"],
      ["Customer task", "otherProcess"],
      ["Customer start-Customer task", "otherProcess"],
    ],
  },
  {
    name: "A.4.1 sub-processes inside each other, without starts or ends",
    xml: model(
      start() +
        el(
          "subProcess",
          "Outer",
          task("A") + el("subProcess", "Inner", task("B") + task("C") + flows("B>C")) + flows("A>Inner"),
        ) +
        end() +
        flows("Start>Outer", "Outer>End"),
    ),
    kept: [
      ["handle", "A"],
      ["handle", "B"],
      ["handle", "C"],
    ],
    ways: ["Start>A", "A>B", "B>C", "C>End"],
    listed: [
      ["Outer", "flattened"],
      ["Inner", "flattened"],
    ],
  },
  {
    name: "B.1.0 data, notes, groups and every task",
    xml: model(
      start() +
        task("User", "userTask") +
        task("Manual", "manualTask") +
        task("Service", "serviceTask") +
        task("Send", "sendTask") +
        task("Receive", "receiveTask") +
        task("Rule", "businessRuleTask") +
        task("Script", "scriptTask", "<bpmn:script>x()</bpmn:script>") +
        end() +
        flows(
          "Start>User",
          "User>Manual",
          "Manual>Service",
          "Service>Send",
          "Send>Receive",
          "Receive>Rule",
          "Rule>Script",
          "Script>End",
        ) +
        bare("dataObject", "Data") +
        el("dataObjectReference", "Form", "", { dataObjectRef: "Data" }) +
        el("dataStoreReference", "Store") +
        `<bpmn:textAnnotation id="Note"><bpmn:text>Mind the step</bpmn:text></bpmn:textAnnotation>` +
        bare("association", "Line", "", { sourceRef: "Note", targetRef: "User" }) +
        bare("group", "Group"),
    ),
    kept: [
      ["handle", "User"],
      ["handle", "Manual"],
      ["serviceCall", "Service"],
      ["remind", "Send"],
      ["handle", "Receive"],
      ["setValues", "Rule"],
      ["setValues", "Script"],
    ],
    ways: [
      "User>Manual",
      "Manual>Service",
      "Service>Send",
      "Send>Receive",
      "Receive>Rule",
      "Rule>Script",
      "Script>End",
    ],
    listed: [
      ["Service", "service"],
      ["Send", "messageLost"],
      ["Receive", "confirmed"],
      ["Rule", "script"],
      ["Script", "script"],
      ["Data", "noCounterpart"],
      ["Form", "noCounterpart"],
      ["Store", "noCounterpart"],
      ["Line", "noCounterpart"],
    ],
  },
  {
    name: "B.2.0 events of every kind, links, loops and compensation",
    xml: model(
      start("Message start", event("message")) +
        start() +
        el("intermediateCatchEvent", "Message in", event("message", "inDefinition")) +
        el("intermediateCatchEvent", "A day", timer("P1D")) +
        el("intermediateThrowEvent", "Message out", event("message", "outDefinition")) +
        el("intermediateThrowEvent", "Signal", event("signal")) +
        el("intermediateThrowEvent", "To link", `<bpmn:linkEventDefinition id="L1" name="Link"/>`) +
        el("intermediateCatchEvent", "From link", `<bpmn:linkEventDefinition id="L2" name="Link"/>`) +
        task("Loop", "userTask", `<bpmn:standardLoopCharacteristics id="Again"/>`) +
        task("Many", "userTask", `<bpmn:multiInstanceLoopCharacteristics id="Each"/>`) +
        el("boundaryEvent", "Undo", event("compensate"), { attachedToRef: "Loop" }) +
        end("Terminate", event("terminate")) +
        end("Failed", event("error")) +
        flows(
          "Start>Message in",
          "Message start>Message in",
          "Message in>A day",
          "A day>Message out",
          "Message out>Signal",
          "Signal>To link",
          "From link>Loop",
          "Loop>Many",
          "Many>Terminate",
        ),
    ),
    kept: [
      ["handle", "Message in"],
      ["wait", "A day"],
      ["remind", "Message out"],
      ["jump", "To link"],
      ["handle", "Loop"],
      ["handle", "Many"],
      ["close", "Terminate"],
      ["close", "Failed"],
    ],
    ways: [
      "Start>Message in",
      "Message in>A day",
      "A day>Message out",
      "Message out>To link",
      "Loop>Many",
      "Many>Terminate",
    ],
    listed: [
      ["Message start", "otherStart"],
      ["messageDefinition", "insideLeftOut"],
      ["Message in", "confirmed"],
      ["Message out", "messageLost"],
      ["Signal", "noCounterpart"],
      ["Again", "repetition"],
      ["Each", "repetition"],
      ["Undo", "noCounterpart"],
      ["compensateDefinition", "insideLeftOut"],
      ["Failed", "messageLost"],
      ["Message start-Message in", "insideLeftOut"],
    ],
  },
  {
    name: "C.1.0 an invoice: approval with a deadline, service and end",
    xml: model(
      start() +
        task("Approve", "userTask") +
        el("boundaryEvent", "Late", timer("PT2H"), { attachedToRef: "Approve" }) +
        task("Escalate", "userTask") +
        task("Archive", "serviceTask") +
        el("boundaryEvent", "Broken", event("error"), { attachedToRef: "Archive" }) +
        task("By hand", "manualTask") +
        end() +
        flows(
          "Start>Approve",
          "Approve>Archive",
          "Late>Escalate",
          "Escalate>Archive",
          "Archive>End",
          "Broken>By hand",
          "By hand>End",
        ),
    ),
    kept: [
      ["handle", "Approve"],
      ["handle", "Escalate"],
      ["serviceCall", "Archive"],
      ["handle", "By hand"],
    ],
    ways: ["Approve>Archive", "Escalate>Archive", "Archive>End", "Archive>By hand", "By hand>End"],
    listed: [
      ["Late", "deadline"],
      ["Archive", "service"],
    ],
  },
  {
    name: "C.1.1 the same with another tool's attributes and forms",
    xml: model(
      `${start()}<bpmn:userTask id="Approve" name="Approve" camunda:assignee="demo"><bpmn:extensionElements><camunda:formData/></bpmn:extensionElements></bpmn:userTask>${end()}${flows("Start>Approve", "Approve>End")}`,
    ),
    kept: [["handle", "Approve"]],
    listed: [
      ["Approve", "extension"],
      ["Approve", "extension"],
    ],
  },
  {
    name: "C.2.0 a pool that is closed, and messages from it",
    xml: definitions(
      `<bpmn:message id="Order" name="Order"/><bpmn:collaboration id="Co">${bare("participant", "Us", "", { processRef: "P" })}${bare("participant", "Them", "", { name: "Them" })}${bare("messageFlow", "M", "", { sourceRef: "Them", targetRef: "Start" })}</bpmn:collaboration>` +
        process(
          start("Start", `<bpmn:messageEventDefinition id="Md" messageRef="Order"/>`) +
            task("Do it") +
            end("End", event("message")) +
            flows("Start>Do it", "Do it>End"),
        ),
    ),
    kept: [
      ["start", "Start"],
      ["handle", "Do it"],
      ["close", "End"],
    ],
    listed: [
      ["Order", "noCounterpart"],
      ["Them", "noCounterpart"],
      ["M", "noCounterpart"],
      ["Start", "startKind"],
      ["End", "messageLost"],
    ],
  },
  {
    name: "C.3.0 a gateway that waits for the first of several events",
    xml: model(
      start() +
        gateway("eventBased", "First of") +
        el("intermediateCatchEvent", "Answer", event("message")) +
        el("intermediateCatchEvent", "Three days", timer("P3D")) +
        end() +
        flows("Start>First of", "First of>Answer", "First of>Three days", "Answer>End", "Three days>End"),
    ),
    kept: [
      ["exclusive", "First of"],
      ["handle", "Answer"],
      ["wait", "Three days"],
    ],
    ways: ["First of>Answer", "First of>Three days"],
    listed: [
      ["First of", "noConditions"],
      ["Answer", "confirmed"],
    ],
  },
  {
    name: "C.4.0 called processes and a complex gateway",
    xml: model(
      start() +
        gateway("complex", "Odd") +
        el("callActivity", "Call", "", { calledElement: "Other" }) +
        task("A") +
        gateway("complex", "Two of") +
        end() +
        flows("Start>Odd", "Odd>Call", "Odd>A", "Call>Two of", "A>Two of", "Two of>End"),
    ),
    kept: [
      ["inclusive", "Odd"],
      ["subFlow", "Call"],
      ["handle", "A"],
      ["join", "Two of"],
    ],
    ways: ["Odd>Call", "Odd>A", "Call>Two of", "A>Two of", "Two of>End"],
    listed: [
      ["Odd", "complex"],
      ["Call", "callTarget"],
      ["Two of", "complex"],
    ],
  },
  {
    name: "C.5.0 lines that leave a task by two and by a condition",
    xml: model(
      start() +
        task("Ask") +
        task("A") +
        task("B") +
        task("C") +
        end() +
        flows("Start>Ask", "Ask>A?x > 1", "Ask>B", "A>C", "B>C", "C>End"),
    ),
    kept: [
      ["handle", "Ask"],
      ["inclusive", ""],
      ["handle", "A"],
      ["handle", "B"],
      ["handle", "C"],
    ],
    ways: ["Ask>", ">A", ">B", "A>C", "B>C"],
    listed: [
      ["Ask", "splitAdded"],
      ["Ask-A", "condition"],
    ],
  },
  {
    name: "C.6.0 tasks that lead nowhere and have no start",
    xml: model(task("A") + task("B") + flows("A>B")),
    kept: [
      ["start", ""],
      ["handle", "A"],
      ["handle", "B"],
      ["close", ""],
    ],
    ways: [">A", "A>B", "B>"],
    listed: [
      ["P", "startAdded"],
      ["B", "endAdded"],
    ],
  },
  {
    name: "C.7.0 an event sub-process beside the process, and a transaction",
    xml: model(
      start() +
        el("transaction", "All or nothing", task("Book") + task("Pay") + flows("Book>Pay")) +
        end() +
        flows("Start>All or nothing", "All or nothing>End") +
        el(
          "subProcess",
          "On complaint",
          start("Complaint", event("message")) + task("Apologise") + flows("Complaint>Apologise"),
          { triggeredByEvent: true },
        ),
    ),
    kept: [
      ["handle", "Book"],
      ["handle", "Pay"],
    ],
    ways: ["Start>Book", "Book>Pay", "Pay>End"],
    listed: [
      ["All or nothing", "flattened"],
      ["On complaint", "noCounterpart"],
      ["Complaint", "insideLeftOut"],
      ["messageDefinition", "insideLeftOut"],
      ["Apologise", "insideLeftOut"],
      ["Complaint-Apologise", "insideLeftOut"],
    ],
  },
  {
    name: "C.8.0 an ad-hoc sub-process and a folded one",
    xml: model(
      start() +
        el("adHocSubProcess", "Any order", task("A") + task("B")) +
        el("subProcess", "Folded") +
        end() +
        flows("Start>Any order", "Any order>Folded", "Folded>End"),
    ),
    kept: [
      ["handle", "A"],
      ["handle", "B"],
      ["parallel", "Any order"],
      ["handle", "Folded"],
    ],
    ways: ["Start>Any order", "Any order>A", "Any order>B", "A>Folded", "B>Folded", "Folded>End"],
    listed: [
      ["Any order", "flattened"],
      ["Any order", "splitAdded"],
      ["Folded", "flattened"],
    ],
  },
  {
    name: "C.8.1 data that goes in and out of tasks",
    xml: model(
      start() +
        task(
          "A",
          "userTask",
          `<bpmn:ioSpecification id="Io"><bpmn:dataInput id="In"/><bpmn:inputSet id="Is"><bpmn:dataInputRefs>In</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet id="Os"/></bpmn:ioSpecification><bpmn:dataInputAssociation id="Dia"><bpmn:sourceRef>Form</bpmn:sourceRef><bpmn:targetRef>In</bpmn:targetRef></bpmn:dataInputAssociation><bpmn:potentialOwner id="Owner"/>`,
        ) +
        el("dataObjectReference", "Form") +
        end() +
        flows("Start>A", "A>End"),
    ),
    kept: [["handle", "A"]],
    listed: [
      ["Io", "noCounterpart"],
      ["In", "insideLeftOut"],
      ["Is", "insideLeftOut"],
      ["Os", "insideLeftOut"],
      ["Dia", "noCounterpart"],
      ["Owner", "noCounterpart"],
      ["Form", "noCounterpart"],
    ],
  },
  {
    name: "C.9.0 a clock that only warns, and one that repeats",
    xml: model(
      start() +
        task("Decide", "userTask") +
        el("boundaryEvent", "Remind", timer("PT30M"), { attachedToRef: "Decide", cancelActivity: false }) +
        task("Write", "sendTask") +
        el(
          "intermediateCatchEvent",
          "Each hour",
          `<bpmn:timerEventDefinition><bpmn:timeCycle xsi:type="bpmn:tFormalExpression">R/PT1H</bpmn:timeCycle></bpmn:timerEventDefinition>`,
        ) +
        end() +
        flows("Start>Decide", "Decide>Each hour", "Each hour>End", "Remind>Write", "Write>End"),
    ),
    kept: [
      ["handle", "Decide"],
      ["wait", "Each hour"],
      ["remind", "Write"],
    ],
    ways: ["Decide>Each hour", "Each hour>End", "Write>End"],
    listed: [
      ["Remind", "deadline"],
      ["Remind-Write", "deadlinePath"],
      ["Write", "messageLost"],
      ["Each hour", "timer"],
    ],
  },
]
