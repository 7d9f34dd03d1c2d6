"use client";

import { X } from "lucide-react";
import { Toast as Radix } from "radix-ui";
import { createContext, type ReactNode, use, useCallback, useState } from "react";
import type { Tone } from "./tone";
import { ToneIcon } from "./tone-icon";

export type ToastMessage = { title: string; detail?: ReactNode; tone?: Tone; action?: ReactNode };

const Say = createContext<(message: ToastMessage) => void>(() => {});

/** `const say = useToast(); say({ title: "Group renamed" })`. A result that matters gets a place of its own. */
export function useToast() {
  return use(Say);
}

export function ToastRegion({ children }: { children: ReactNode }) {
  const [messages, setMessages] = useState<(ToastMessage & { key: number })[]>([]);
  const say = useCallback((message: ToastMessage) => {
    setMessages((before) => [...before.slice(-2), { ...message, key: (before.at(-1)?.key ?? 0) + 1 }]);
  }, []);
  return (
    <Say value={say}>
      <Radix.Provider label="Message" duration={5000}>
        {children}
        {messages.map((message) => (
          <Radix.Root
            key={message.key}
            type="background"
            onOpenChange={(open) => {
              if (!open) setMessages((before) => before.filter((other) => other.key !== message.key));
            }}
            className="flex animate-rise items-start gap-2.5 rounded-lg bg-raised p-3 text-sm shadow-overlay"
          >
            <ToneIcon tone={message.tone ?? "ok"} className="mt-[0.1875rem]" />
            <div className="min-w-0 flex-1">
              <Radix.Title className="font-medium">{message.title}</Radix.Title>
              {message.detail && (
                <Radix.Description className="text-ink-muted">{message.detail}</Radix.Description>
              )}
              {message.action && <div className="mt-1.5">{message.action}</div>}
            </div>
            <Radix.Close
              aria-label="Dismiss"
              className="-m-1 grid size-6 place-items-center rounded-sm text-ink-faint hover:bg-hover hover:text-ink"
            >
              <X className="size-3.5!" />
            </Radix.Close>
          </Radix.Root>
        ))}
        <Radix.Viewport className="fixed right-4 bottom-4 z-60 flex w-80 max-w-[calc(100vw-2rem)] flex-col gap-2 outline-none" />
      </Radix.Provider>
    </Say>
  );
}
