"use client";

import { Shield } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Segmented } from "@/components/ui/segmented";
import type { Compared, Turn } from "@/lib/preview/compare-access";
import type { PersonChange } from "@/lib/preview/describe-change";

type View = "permissions" | "buttons" | "api";
type Line = Compared & { label: string; of: string; elevated: boolean };

const turns: { turn: Turn; word: string; mark: string; tone: string }[] = [
  { turn: "gained", word: "Gains", mark: "+", tone: "text-ok" },
  { turn: "lost", word: "Loses", mark: "−", tone: "text-bad" },
  { turn: "wider", word: "On more than before", mark: "+", tone: "text-ok" },
  { turn: "narrower", word: "On less than before", mark: "−", tone: "text-bad" },
  { turn: "moved", word: "Elsewhere than before", mark: "±", tone: "text-warn" },
];

/** What may be done before and after, as permissions, as the buttons they open, or as operations of the API. */
export function ChangedAccess({ person }: { person: PersonChange }) {
  const [view, setView] = useState<View>("permissions");
  const [all, setAll] = useState(false);
  const lines = linesOf(person, view);
  const same = lines.filter(({ turn }) => turn === "same");
  return (
    <section aria-label="What may be done" className="flex flex-col gap-3 text-sm">
      <Segmented
        label="What to compare"
        className="self-start"
        options={[
          { value: "permissions" as const, label: "Permissions" },
          { value: "buttons" as const, label: "Buttons" },
          { value: "api" as const, label: "API" },
        ]}
        value={view}
        onValueChange={setView}
      />
      {lines.length === 0 && <p className="text-ink-muted">Nothing before, and nothing after.</p>}
      {turns.map(({ turn, word, mark, tone }) => {
        const found = lines.filter((line) => line.turn === turn);
        if (found.length === 0) return null;
        return (
          <div key={turn}>
            <p className={`${tone} font-medium`}>
              <span aria-hidden="true">{mark} </span>
              {word} <span className="font-normal tabular-nums">({found.length})</span>
            </p>
            <Lines lines={found} />
          </div>
        );
      })}
      {same.length > 0 && (
        <div>
          <Button size="sm" variant="ghost" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? "Hide what stays" : `${same.length} ${same.length === 1 ? "stays" : "stay"} as before`}
          </Button>
          {all && <Lines lines={same} />}
        </div>
      )}
    </section>
  );
}

function linesOf(person: PersonChange, view: View): Line[] {
  if (view === "permissions") return person.permissions.map((each) => ({ ...each, of: each.area }));
  if (view === "buttons") return person.buttons.map((each) => ({ ...each, of: each.page, elevated: false }));
  return person.api.map((each) => ({ ...each, of: "Under this account", elevated: false }));
}

/** Grouped as the vocabulary is, or by the page a button stands on. */
function Lines({ lines }: { lines: Line[] }) {
  const areas = [...new Set(lines.map(({ of }) => of))];
  const places = new Set(lines.map(({ before, after, turn }) => (turn === "lost" ? before : after)));
  const mixed = places.size > 1 || lines.some(({ turn }) => turn === "wider" || turn === "narrower");
  return (
    <dl className="mt-1 grid gap-x-6 gap-y-2 sm:grid-cols-2">
      {areas.map((area) => (
        <div key={area} className="min-w-0">
          <dt className="text-ink-muted text-xs">{area}</dt>
          {lines
            .filter(({ of }) => of === area)
            .map((line) => (
              <dd key={line.label} className="break-words">
                {line.label}
                {line.elevated && (
                  <Shield aria-label="Elevated" className="ml-1 inline size-3! text-elevated" />
                )}
                {mixed && <span className="text-ink-muted">{whereWords(line)}</span>}
              </dd>
            ))}
        </div>
      ))}
    </dl>
  );
}

const words = { no: "nowhere", groups: "in groups", account: "whole account" };

function whereWords({ before, after, turn }: Line): string {
  if (turn === "lost") return ` · was ${words[before]}`;
  if (turn === "wider" && before !== after) return ` · now ${words[after]}`;
  if (turn === "narrower" && before !== after) return ` · now ${words[after]}`;
  return ` · ${words[after]}`;
}
