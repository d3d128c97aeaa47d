// Every page there is, by a name for its picture and somebody for whom it has most on it.
import { ADMINISTRATOR, COUNCIL_VIEWER, EXECUTIVE, HUMAN_RESOURCES, MANAGER, OFFICER, ONE_TO_ONE, TEAM_OBJECTIVE, demoId, financialYear, monthEnd, person } from "./demo_company.js";

const PERSONAL = demoId("objective/personal/sam-okafor/1");

// Pages of the staff app, by who looks at them.
export const STAFF = {
  [OFFICER]: {
    "my-work": "/app",
    "one-to-one-officer": `/app/one-to-ones/${ONE_TO_ONE}`,
    "new-objective": `/app/people/${person(OFFICER)}/new-objective`,
    "objective-personal": `/app/objectives/${PERSONAL}`,
    waiting: "/app/waiting",
    more: "/app/more",
    "no-page": "/app/no-such-page",
  },
  [MANAGER]: {
    "my-work-manager": "/app",
    "one-to-ones": "/app/one-to-ones",
    "one-to-one-manager": `/app/one-to-ones/${ONE_TO_ONE}`,
    "objective-team": `/app/objectives/${TEAM_OBJECTIVE.id}`,
    "person-report": `/app/people/${person(OFFICER)}`,
    "month-end": "/app/month-end",
  },
  [EXECUTIVE]: {
    scorecard: "/app/scorecard",
    "indicator-cost": `/app/indicators/${demoId("indicator/VFM02")}`,
    "scorecard-over": `/app/scorecard/periods/${financialYear() - 1}-Q4`,
    "what-if": "/app/scorecard/what-if",
    restatement: `/app/scorecard/restated/${monthEnd(2)}`,
    "service-scorecard": `/app/scorecard/services/${demoId("unit/repairs-and-voids")}`,
    cascade: "/app/cascade",
    "cascade-objective": `/app/cascade/objective/${demoId("objective/corp-homes")}`,
    "cascade-priority": `/app/cascade/priority/${demoId("priority/good-homes")}`,
    indicators: "/app/indicators",
    indicator: `/app/indicators/${demoId("indicator/TP02")}`,
    targets: `/app/targets/${financialYear()}`,
    "definition-sheet": `/app/indicators/${demoId("indicator/VOI01")}/definition`,
    register: "/app/register/gaps",
    library: "/app/register/library",
    people: "/app/people",
    "person-outside": `/app/people/${person(OFFICER)}`,
    "not-mine": `/app/one-to-ones/${ONE_TO_ONE}`,
  },
  [ADMINISTRATOR]: {
    plans: `/app/plans/${financialYear()}`,
    plan: `/app/plans/${financialYear()}/${demoId("unit/repairs-and-voids")}`,
    equality: "/app/equality",
    feedback: "/app/feedback",
    "focus-groups": "/app/focus-groups",
    risks: "/app/risks",
    risk: `/app/risks/${demoId("risk/gas-check-missed")}`,
    procedures: "/app/procedures",
    reports: "/app/reports",
    report: `/app/reports/${demoId("report/the Board/quarter")}`,
    "targets-to-come": `/app/targets/${financialYear() + 1}`,
    imports: "/app/imports",
    import: "/app/imports/new",
  },
  [HUMAN_RESOURCES]: {
    "my-work-human-resources": "/app",
    "objective-to-read": `/app/objectives/${PERSONAL}`,
  },
  // Who is of the Council is shown what is published, and told what is not for them.
  [COUNCIL_VIEWER]: {
    "indicators-council": "/app",
    "indicator-council": `/app/indicators/${demoId("indicator/TP02")}`,
    "report-council": `/app/reports/${demoId("report/the Council/month")}`,
    "not-shared": "/app/scorecard",
    "more-council": "/app/more",
  },
};

// Pages of the public site; what of them is there without script is there with it.
export const PUBLIC = {
  home: "/",
  services: "/services",
  "public-scorecard": "/scorecard",
  promises: "/promises",
  measure: "/indicators/TP02",
  accessibility: "/accessibility",
  rules: "/how-scores-are-worked-out",
  display: "/display",
  "not-found": "/no-such-page",
};
