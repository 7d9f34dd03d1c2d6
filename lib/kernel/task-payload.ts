import { seal, unseal } from "@/lib/kernel/sealed";
import { type TaskName, type TaskPayload, tasks } from "@/lib/kernel/tasks";

/** A task's payload as it waits in the queue: checked, and sealed where it holds what only its receiver may read. */
export function packPayload<Name extends TaskName>(name: Name, payload: TaskPayload<Name>): object {
  const checked = tasks[name].payload.parse(payload);
  return tasks[name].sealed ? { sealed: seal(name, JSON.stringify(checked)) } : checked;
}

/** The payload again. Throws when it is not one that packPayload made for this task. */
export function unpackPayload<Name extends TaskName>(name: Name, data: unknown): TaskPayload<Name> {
  const { sealed } = tasks[name];
  const opened = sealed ? JSON.parse(unseal(name, String((data as { sealed?: unknown })?.sealed))) : data;
  return tasks[name].payload.parse(opened) as TaskPayload<Name>;
}
