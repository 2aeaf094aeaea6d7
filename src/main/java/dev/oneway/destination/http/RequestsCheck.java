package dev.oneway.destination.http;

import java.util.Optional;

/**
 * What each request alone doesn't show: whether together they can keep what a destination promises.
 */
final class RequestsCheck {
  private final Requests requests;
  private final RequestOptions options;

  private RequestsCheck(Requests requests, RequestOptions options) {
    this.requests = requests;
    this.options = options;
  }

  /**
   * @throws IllegalArgumentException saying what is wrong and how to fix it
   */
  static void check(Requests requests, RequestOptions options) {
    RequestsCheck check = new RequestsCheck(requests, options);
    check.creation();
    check.lookup();
    check.ids();
    check.reading();
    check.fixed();
    check.bulk();
  }

  private void creation() {
    boolean upsert = requests.has(Action.UPSERT);
    require(
        upsert || requests.has(Action.CREATE),
        "it declares neither upsert nor create. Declare one, as in upsert=\"PUT /contacts/${key}\".");
    require(
        !upsert || !requests.has(Action.CREATE),
        "it declares upsert and create, and upsert creates too. Remove one of them.");
    require(
        upsert || requests.has(Action.LOOKUP) || isIdempotent(),
        "a create whose answer got lost would be sent again and double the record. Add lookup, or idempotency where the vendor knows such a header and create sends one record.");
    require(
        options.idempotency == null || !upsert,
        "idempotency is of no use without create. Remove it.");
  }

  private boolean isIdempotent() {
    return requests.idempotency().isPresent()
        && requests.of(Action.CREATE).filter(create -> !create.isBulk()).isPresent();
  }

  private void lookup() {
    if (requests.has(Action.LOOKUP)) {
      DeclaredRequest lookup = requests.of(Action.LOOKUP).orElseThrow();
      boolean tellsKeys = requests.lookupForm().tellsKeys();
      require(
          lookup.namesRecords() || tellsKeys,
          "lookup asks for no record. Put ${key}, ${keys:csv}, ${keys:soql} or a field into it, or add foundKey to find them in all there are.");
      require(
          lookup.batch() == 1 || tellsKeys,
          "lookup asks for several records, and nothing tells which is which. Add foundKey, as in foundKey=/external_id.");
    } else {
      require(
          options.lookupBatch == null && options.lookupRecord == null,
          "lookupBatch and lookupRecord are of no use without lookup. Declare it, as in lookup=\"GET /contacts?ids=${keys:csv}\", or remove them.");
      require(
          !requests.has(Action.MATCH),
          "matchLookup is of no use without lookup. Declare it, as in lookup=\"GET /contacts?ids=${keys:csv}\", or remove matchLookup.");
      require(
          requests.lookupForm().match().isEmpty(),
          "match is of no use without lookup. Declare it, as in lookup=\"GET /contacts?email=${match:csv}\", or remove match.");
    }
    require(
        !requests.has(Action.MATCH) || requests.lookupForm().match().isPresent(),
        "matchLookup finds records by what match names, and there is no match. Add it, as in match=Email=/email.");
    require(
        requests.of(Action.MATCH).filter(match -> !match.namesRecords()).isEmpty(),
        "matchLookup asks for no record. Put ${match} into it, as in matchLookup=\"GET /contacts?email=${match}\".");
    boolean leavesAlone = !requests.has(Action.UPDATE) && !requests.has(Action.UPSERT);
    require(
        requests.lookupForm().match().isEmpty()
            || leavesAlone
            || requests.of(Action.UPDATE).filter(DeclaredRequest::needsId).isPresent(),
        "match takes over a record by its id, so it needs an update with ${id}. Declare it, as in update=\"PATCH /contacts/${id}\".");
  }

  private void ids() {
    for (DeclaredRequest request : requests.all()) {
      require(
          !request.needsId() || !requests.has(Action.LOOKUP) || requests.lookupForm().tellsIds(),
          "%s needs ${id}, and lookup doesn't tell it. Add foundId, as in foundId=/id."
              .formatted(request.action().option()));
    }
  }

  private void reading() {
    require(
        !requests.canRead() || requests.has(Action.READ) || requests.has(Action.LOOKUP),
        "read is `lookup`, and there is none. Declare lookup, or write read as in read=\"GET /contacts/${id}\".");
    Optional<DeclaredRequest> read = requests.of(Action.READ);
    require(
        read.isEmpty() || read.get().namesARecord(),
        "read doesn't lead to one record. Put ${id} or ${key} into it, as in read=\"GET /contacts/${id}\".");
  }

  private void fixed() {
    require(
        options.fixed == null
            || (requests.of(Action.READ).isPresent()
                && requests.of(Action.UPDATE).filter(DeclaredRequest::needsId).isPresent()),
        "fixed fields are compared before an update, which takes read and an update with ${id}. Declare them, as in read=\"GET /items/${id}\", or remove fixed.");
  }

  private void bulk() {
    boolean bulk = false;
    for (DeclaredRequest request : requests.all()) {
      bulk |= request.isBulk() && !request.action().asks();
    }
    require(
        bulk || options.record == null,
        "record is of no use, because no body holds ${records}. Write one, as in body=RAW({ \"inputs\": \"${records}\" }), or remove record.");
    require(
        bulk || options.batch == 1 || requests.has(Action.LOOKUP),
        "batch is %d, and no body holds ${records}. Write one, as in body=RAW({ \"inputs\": \"${records}\" }), or remove batch."
            .formatted(options.batch));
  }

  /** Whether what is said of answers fits the requests. */
  static void checkAnswers(Requests requests, AnswerOptions answers) {
    boolean bulk = false;
    for (DeclaredRequest request : requests.all()) {
      bulk |= request.isBulk() && !request.action().asks();
    }
    require(
        bulk || (answers.items == null && answers.itemKey == null && answers.errors == null),
        "items, itemKey and errors are of the answer to a bulk, and there is none. Set batch, as in batch=100, or remove them.");
    require(
        requests.has(Action.READ) || answers.readFields == null,
        "readFields is of the answer to a read, and there is none. Declare read, or remove it.");
    require(
        requests.canRead() || answers.edited == null,
        "edited is of a record that is read, and none is. Declare read, or remove it.");
    require(
        requests.has(Action.LOOKUP)
            || (answers.found == null
                && answers.foundCount == null
                && answers.foundNext == null
                && answers.foundCursorParameter == null
                && answers.foundCursorRecord == null
                && answers.foundKey == null
                && answers.foundId == null
                && answers.foundFields == null),
        "found, foundCount, foundNext, foundCursorParameter, foundCursorRecord, foundKey, foundId and foundFields are of the answer to a look-up, and there is none. Declare lookup, or remove them.");
  }

  /**
   * How many records a look-up asks for.
   *
   * @param several whether it can ask for more than one
   */
  static int lookupBatch(DeclaredRequest lookup, boolean several, RequestOptions options) {
    int batch = options.lookupBatch == null ? (several ? options.batch : 1) : options.lookupBatch;
    require(batch >= 1, "lookupBatch cannot be less than 1, and is " + batch + ".");
    require(
        several || batch == 1,
        "lookupBatch is %d, and lookup asks for one record. Ask for several with ${keys:csv}, ${keys:soql} or ${records}, or remove lookupBatch."
            .formatted(batch));
    return batch;
  }

  private static void require(boolean right, String otherwise) {
    if (!right) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
