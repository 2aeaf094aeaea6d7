package dev.oneway.mapping;

import java.util.Set;

/** A mapping with every origin and every stage, and the categories of what it rejects. */
final class EveryWord {
  static final String REST =
      """
      changedAt: { from: at, type: instant }
      where: $not($exists(skip)) or skip != true
      check: { expr: 'b != "never"', message: Never. }
      contract: { unknown: warn, known: [nobody] }
      fields:
        path: { from: a, default: none }
        member: b.c
        element: { from: 'g[1]', type: text }
        expr: { expr: '$string(a) & $count(g)' }
        passed: { expr: g }
        value: { value: [1.50, { b: null }], type: json }
        template: { template: "{a?} {{b}} {d?}", text: [strip-html, collapse, truncate:9] }
        first: { first: [a, b.c, d], text: [trim, lower, nfc] }
        snake: { from: d, type: text, text: snake }
        object: { fields: { x: a, y: { from: d, hash: sha256, null: keep } } }
        list: { each: g, fields: { x: a, y: { from: b, type: text }, z: { fields: { c: b.c } } } }
        pointer: { from: a, ref: other-flow }
        pointers: { each: g, fields: { value: { from: a, ref: { flow: other, missing: skip } } } }
        assign: { assign: round-robin, among: [ann, 2], on: create }
        split: { from: a, split: ",", text: [title, digits] }
        join: { from: g, type: text, text: upper, join: ";" }
        integer: { from: i, type: integer, values: { 1: one, "*": keep }, default: none }
        decimal: { from: n, type: decimal, check: [{ min: -1.5, category: small }, { max: 1e500 }] }
        boolean: { from: t, type: boolean, values: { "true": Y, "false": N } }
        date: { from: e, type: date, parse: [iso, dd.MM.yyyy], check: { min: 0001-01-01 } }
        instant: { from: f, type: instant, parse: [iso, epoch-millis], sourceZone: Europe/Berlin }
        zone: { from: f, type: instant, sourceZone: Europe/Berlin, zone: America/New_York }
        format: { from: at, type: instant, format: "d MMM yyyy HH:mm:ss" }
        json: { from: j, type: json }
        binary: { from: k, type: binary, on: empty }
        email: { from: mail, email: true, required: false }
        phone: { from: phone, phone: DE }
        masked: { from: a, mask: { first: 1, last: 1 }, check: { maxLength: 100000 } }
        checked: { from: d, type: text, check: { pattern: "(?s).*", oneOf: [x, 1, 2.0] } }
      rest: [{ from: rest, prefix: rest_, except: [rest.b] }]
      others: others
      children:
        own: { where: $exists(a), parent: { id: id }, rest: b, others: others }
        rows:
          each: g
          parent: { id: id }
          key: { b: b }
          fields: { c: { expr: 'c{a: b}' }, d: { from: d, null: keep } }
      deletes: { when: gone = true, action: deactivate, set: { path: left } }
      """;

  /** All a rejection may be grouped by. */
  static final Set<String> CATEGORIES =
      Set.of(
          "type",
          "value",
          "missing",
          "constraint",
          "unmappable",
          "unknown-field",
          "check",
          "small");

  static final Mapping MAPPING = Mappings.with(REST);

  private EveryWord() {}
}
