// What one person sees and does, over HTTP. Every act answers {ok: true} or {ok: false, error, ...}; nothing throws.

/** The person API for the person with this id. */
export function personApi(id) {
  const path = (what) => `person/${encodeURIComponent(id)}/${what}`;
  const act = (what) => (body) => post(path(what), body);
  return {
    screen: () => answerOf(fetch(path("screen"), { cache: "no-store" })),
    events: () => new EventSource(path("events")),
    send: act("send"),
    edit: act("edit"),
    delete: act("delete"),
    click: act("click"),
    submit: act("submit"),
    close: act("close"),
    shortcut: act("shortcut"),
    read: act("read"),
    "open-app": act("open-app"),
    skip: (body) => post("clock/skip", body),
  };
}

const JSON_TYPE = { "content-type": "application/json" };

const post = (path, body) => answerOf(fetch(path, { method: "POST", headers: JSON_TYPE, body: JSON.stringify(body) }));

async function answerOf(request) {
  try {
    return await (await request).json();
  } catch {
    // No connection, or an answer that is not JSON: to the person both mean the same.
    return { ok: false, error: "unreachable" };
  }
}
