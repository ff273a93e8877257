// Whether requests to AWS are allowed, by the policies that count for each: IAM's evaluation, with its table of actions.
// Standard input: {"roles": {"name": {"arn": "…", "identity": [policy, …], "boundary": [policy, …]}, …},
//   "requests": [{"role": "name" | "service": "x.amazonaws.com", "action": "…", "resource": "ARN", "account": "…",
//                 "context": {…}, "resourcePolicy": policy?}, …]}
// Standard output: ["Allowed" | "ImplicitlyDenied" | "ExplicitlyDenied", …] in the requests' order. What cannot be judged
// ends the program with a sentence: an operator that IAM does not know, an action or a resource of no known type.
const { runSimulation, runUnsafeSimulation } = require("@cloud-copilot/iam-simulate");

const OPERATOR =
  /^(ForAllValues:|ForAnyValue:)?(String(Not)?(Equals|EqualsIgnoreCase|Like)|Arn(Not)?(Equals|Like)|Bool|BinaryEquals|(Not)?IpAddress|Numeric(Not)?Equals|Numeric(Less|Greater)Than(Equals)?|Date(Not)?Equals|Date(Less|Greater)Than(Equals)?)(IfExists)?$|^Null$/;
const EVERYTHING = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };

// Where the service checks a resource that AWS's table of actions does not know. They are evaluated without the table.
const BESIDE_THE_TABLE = [
  // It says that these know no resource; a denial names the state machine (NOAA-OWP/hydrovis#837, aws-cdk#8486).
  [/^states:SendTask(Success|Failure|Heartbeat)$/, /:stateMachine:/],
  // Who names a family without a revision is checked on just that: AWS's reference of RunTask.
  [/^ecs:RunTask$/, /:task-definition\/[^:]+$/],
];

function known(policy) {
  for (const statement of [policy.Statement].flat()) {
    for (const operator of Object.keys(statement.Condition ?? {})) {
      if (!OPERATOR.test(operator)) {
        throw new Error(`The condition operator ${operator} is none of IAM's: ${JSON.stringify(statement)}`);
      }
    }
  }
  return policy;
}

const named = policies => policies.map((policy, index) => ({ name: `policy-${index}`, policy: known(policy) }));

// It knows that the keys of an encryption context have any name, but looks for them behind a slash and leaves out what
// stands behind a colon. A key that is read there is put in their place, in policies and context alike.
const readable = value => JSON.parse(JSON.stringify(value).replaceAll("kms:EncryptionContext:", "aws:RequestTag/"));

async function judge(request, roles) {
  const role = roles[request.role];
  const simulation = {
    request: {
      principal: role ? role.arn : request.service,
      action: request.action,
      resource: { resource: request.resource, accountId: request.account },
      // What IAM itself adds: for every session of a role the role's own ARN.
      contextVariables: role ? { "aws:PrincipalArn": role.arn, ...request.context } : request.context,
    },
    identityPolicies: role ? named(role.identity) : [],
    serviceControlPolicies: [{ orgIdentifier: "account", policies: [{ name: "all", policy: EVERYTHING }] }],
    resourceControlPolicies: [],
  };
  if (role && role.boundary.length > 0) {
    simulation.permissionBoundaryPolicies = named(role.boundary);
  }
  if (request.resourcePolicy) {
    simulation.resourcePolicy = known(request.resourcePolicy);
  }
  if (BESIDE_THE_TABLE.some(([action, resource]) => action.test(request.action) && resource.test(request.resource))) {
    return runUnsafeSimulation(simulation, { simulationMode: "Strict" });
  }
  const answer = await runSimulation(readable(simulation), { simulationMode: "Strict" });
  if (answer.resultType === "error") {
    throw new Error(`${request.action} on ${request.resource} cannot be judged: ${JSON.stringify(answer.errors)}`);
  }
  return answer.overallResult;
}

let text = "";
process.stdin.on("data", chunk => (text += chunk));
process.stdin.on("end", async () => {
  try {
    const { roles, requests } = JSON.parse(text);
    const answers = [];
    for (const request of requests) {
      answers.push(await judge(request, roles));
    }
    process.stdout.write(JSON.stringify(answers), () => process.exit(0));
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
});
