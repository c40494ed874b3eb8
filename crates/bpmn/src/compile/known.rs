//! The elements of BPMN 2.0 that describe and change nothing that runs, and those that can stand beside processes.

/// In a process or sub-process.
const DESCRIPTIVE: [&str; 18] = [
    "documentation",
    "extensionElements",
    "laneSet",
    "textAnnotation",
    "association",
    "group",
    "dataObject",
    "dataObjectReference",
    "dataStoreReference",
    "ioSpecification",
    "ioBinding",
    "property",
    "auditing",
    "monitoring",
    "incoming",
    "outgoing",
    "supportedInterfaceRef",
    "supports",
];

/// Who does it: kept, and read by whoever hands tasks out.
const PEOPLE: [&str; 5] = [
    "resourceRole",
    "performer",
    "humanPerformer",
    "potentialOwner",
    "rendering",
];

/// Inside a flow node, read by the engine.
const READ: [&str; 24] = [
    "standardLoopCharacteristics",
    "multiInstanceLoopCharacteristics",
    "dataInputAssociation",
    "dataOutputAssociation",
    "dataInput",
    "dataOutput",
    "inputSet",
    "outputSet",
    "script",
    "activationCondition",
    "completionCondition",
    "eventDefinitionRef",
    "messageEventDefinition",
    "timerEventDefinition",
    "signalEventDefinition",
    "errorEventDefinition",
    "escalationEventDefinition",
    "conditionalEventDefinition",
    "compensateEventDefinition",
    "cancelEventDefinition",
    "terminateEventDefinition",
    "linkEventDefinition",
    "correlationSubscription",
    "eventDefinition",
];

/// Beside the processes.
const ROOTS: [&str; 30] = [
    "process",
    "collaboration",
    "import",
    "extension",
    "extensionElements",
    "documentation",
    "relationship",
    "message",
    "signal",
    "error",
    "escalation",
    "itemDefinition",
    "interface",
    "endPoint",
    "resource",
    "category",
    "dataStore",
    "correlationProperty",
    "partnerEntity",
    "partnerRole",
    "messageEventDefinition",
    "timerEventDefinition",
    "signalEventDefinition",
    "errorEventDefinition",
    "escalationEventDefinition",
    "conditionalEventDefinition",
    "compensateEventDefinition",
    "cancelEventDefinition",
    "terminateEventDefinition",
    "linkEventDefinition",
];

const GLOBAL: [&str; 5] = [
    "globalTask",
    "globalUserTask",
    "globalManualTask",
    "globalScriptTask",
    "globalBusinessRuleTask",
];

const CHOREOGRAPHY: [&str; 4] = [
    "choreography",
    "globalChoreographyTask",
    "globalConversation",
    "conversation",
];

pub(super) fn descriptive(name: &str) -> bool {
    DESCRIPTIVE.contains(&name) || PEOPLE.contains(&name) || name == "correlationSubscription"
}

pub(super) fn inside_node(name: &str) -> bool {
    descriptive(name) || READ.contains(&name)
}

pub(super) fn root(name: &str) -> bool {
    ROOTS.contains(&name) || GLOBAL.contains(&name)
}

pub(super) fn global_task(name: &str) -> bool {
    GLOBAL.contains(&name)
}

pub(super) fn choreography(name: &str) -> bool {
    CHOREOGRAPHY.contains(&name)
}
