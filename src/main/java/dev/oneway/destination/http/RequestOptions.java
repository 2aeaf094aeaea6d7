package dev.oneway.destination.http;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/**
 * What a route says of the requests to send: {@code METHOD /path?query} below the base URL, and
 * their bodies.
 */
@UriParams
public final class RequestOptions {
  @UriParam String upsert;
  @UriParam String create;
  @UriParam String update;
  @UriParam String deactivate;
  @UriParam String archive;
  @UriParam String delete;
  @UriParam String lookup;
  @UriParam String read;

  @UriParam(defaultValue = "new", enums = "new,doubt")
  String lookupWhen = "new";

  @UriParam String matchLookup;
  @UriParam String body;
  @UriParam String createBody;
  @UriParam String updateBody;
  @UriParam String upsertBody;
  @UriParam String deactivateBody;
  @UriParam String archiveBody;
  @UriParam String deleteBody;
  @UriParam String record;
  @UriParam String lookupBody;
  @UriParam String lookupRecord;

  @UriParam(defaultValue = "json", enums = "json,form,multipart")
  String format = "json";

  @UriParam(defaultValue = "false")
  boolean nest;

  @UriParam String clearAs;
  @UriParam String unordered;

  @UriParam(defaultValue = "1")
  int batch = 1;

  @UriParam Integer lookupBatch;
  @UriParam String idempotency;
  @UriParam String fixed;
  @UriParam String file;
  @UriParam String fileAuth;
  @UriParam String details;
  @UriParam String detailsBody;
  @UriParam String detailsUpdate;
  @UriParam String detailsUpdateBody;
  @UriParam String serverRate;

  private static String given(String text) {
    return text == null || text.isBlank() ? null : text;
  }

  /**
   * The request that creates a record or updates it by its key: <code>"PATCH /contacts/${key}"
   * </code>.
   */
  public void setUpsert(String upsert) {
    this.upsert = given(upsert);
  }

  /**
   * The request that creates a record: <code>"POST /contacts"</code>. It needs {@code lookup} or
   * {@code idempotency}, or a create whose answer got lost could double a record.
   */
  public void setCreate(String create) {
    this.create = given(create);
  }

  /**
   * The request that updates a record that is there: <code>"PATCH /contacts/${id}"</code>. Without
   * it and without {@code upsert}, a record that is there is left alone.
   */
  public void setUpdate(String update) {
    this.update = given(update);
  }

  /**
   * The request that marks a record as gone, for mappings with <code>action: deactivate</code>:
   * <code>"PATCH /contacts/${id}"</code>. Without it {@code update} is used, else {@code upsert};
   * with none of them it is left alone.
   */
  public void setDeactivate(String deactivate) {
    this.deactivate = given(deactivate);
  }

  /**
   * The request that archives a record that is gone, for mappings with <code>action: archive</code>
   * : <code>"POST /contacts/${id}/archive"</code>.
   */
  public void setArchive(String archive) {
    this.archive = given(archive);
  }

  /**
   * The request that deletes a record that is gone, for mappings with <code>action: delete</code>:
   * <code>"DELETE /contacts/${id}"</code>.
   */
  public void setDelete(String delete) {
    this.delete = given(delete);
  }

  /**
   * The request that finds what is there: <code>GET /contacts/by-external-ids/${keys:csv}</code>,
   * or one with a query.
   */
  public void setLookup(String lookup) {
    this.lookup = given(lookup);
  }

  /**
   * The request that reads a record as it is there, to compare it: <code>"GET /contacts/${id}"
   * </code>; or {@code lookup}, when what that finds tells all mapped fields. Without it a flow
   * can't be previewed. What an answer doesn't hold counts as empty.
   */
  public void setRead(String read) {
    this.read = given(read);
  }

  /**
   * The request that finds, by what {@code match} names, one that {@code lookup} didn't find by its
   * key: <code>"GET /users/by-email/${match}"</code>. Without it {@code lookup} alone must find
   * both.
   */
  public void setMatchLookup(String matchLookup) {
    this.matchLookup = given(matchLookup);
  }

  /**
   * {@code new} (the default): a record is looked up before the first time it is created. <code>
   * * doubt</code>: only after a delivery of it was cut off.
   */
  public void setLookupWhen(String lookupWhen) {
    this.lookupWhen = lookupWhen;
  }

  /**
   * The body of a write as a JSON template. Default <code>"${fields}"</code>, with {@code batch}
   * <code>"${records}"</code>; GET and DELETE have none.
   */
  public void setBody(String body) {
    this.body = given(body);
  }

  /** The body of {@code create}, where it is another one than {@code body}. */
  public void setCreateBody(String createBody) {
    this.createBody = given(createBody);
  }

  /** The body of {@code update}, where it is another one than {@code body}. */
  public void setUpdateBody(String updateBody) {
    this.updateBody = given(updateBody);
  }

  /** The body of {@code upsert}, where it is another one than {@code body}. */
  public void setUpsertBody(String upsertBody) {
    this.upsertBody = given(upsertBody);
  }

  /** The body of {@code deactivate}, where it is another one than {@code body}. */
  public void setDeactivateBody(String deactivateBody) {
    this.deactivateBody = given(deactivateBody);
  }

  /** The body of {@code archive}, where it is another one than {@code body}. */
  public void setArchiveBody(String archiveBody) {
    this.archiveBody = given(archiveBody);
  }

  /** The body of {@code delete}, where it has one. */
  public void setDeleteBody(String deleteBody) {
    this.deleteBody = given(deleteBody);
  }

  /** One record of <code>${records}</code> as a JSON template. Default <code>"${fields}"</code>. */
  public void setRecord(String record) {
    this.record = given(record);
  }

  /** The body of {@code lookup} as a JSON template. Default none. */
  public void setLookupBody(String lookupBody) {
    this.lookupBody = given(lookupBody);
  }

  /** One record of <code>${records}</code> in {@code lookupBody}. Default <code>"${key}"</code>. */
  public void setLookupRecord(String lookupRecord) {
    this.lookupRecord = given(lookupRecord);
  }

  /** How bodies are written: {@code json} (the default), {@code form} or {@code multipart}. */
  public void setFormat(String format) {
    this.format = format;
  }

  /** Whether a dot in a field's name nests it: {@code address.city}. Default false. */
  public void setNest(boolean nest) {
    this.nest = nest;
  }

  /**
   * What stands for a field that is to be cleared, as JSON: <code>""</code> for a vendor that knows
   * no null. Default {@code null}.
   */
  public void setClearAs(String clearAs) {
    this.clearAs = given(clearAs);
  }

  /**
   * The fields whose lists have no order there, with commas between them: {@code members}. When
   * they are read back, the same elements in another order are the same.
   */
  public void setUnordered(String unordered) {
    this.unordered = given(unordered);
  }

  /** How many records a request with <code>${records}</code> carries at most. Default 1. */
  public void setBatch(int batch) {
    this.batch = batch;
  }

  /** How many records a look-up asks for at most. Default as {@code batch}. */
  public void setLookupBatch(Integer lookupBatch) {
    this.lookupBatch = lookupBatch;
  }

  /**
   * The name of a header that carries, with each create, a key the vendor knows a repetition by:
   * <code>Idempotency-Key</code>.
   */
  public void setIdempotency(String idempotency) {
    this.idempotency = given(idempotency);
  }

  /**
   * The mapped fields, with commas between them, that the vendor takes with a {@code create} only:
   * {@code currency,customer}. Before a record that is there is updated, it is read; one that has
   * another value in such a field is refused.
   */
  public void setFixed(String fixed) {
    this.fixed = given(fixed);
  }

  /**
   * The request that gets a record's file, from the server it lies on: <code>"GET
   * https://source.example.com/invoices/${field.id}/pdf"</code>. A body holds it as the member
   * <code>
   * ${file}</code> and is a multipart form then. It is streamed, never held.
   */
  public void setFile(String file) {
    this.file = given(file);
  }

  /**
   * NAME of the settings <code>oneway.auth.NAME.*</code> for that server, which alone sees them.
   */
  public void setFileAuth(String fileAuth) {
    this.fileAuth = given(fileAuth);
  }

  /**
   * As {@code rate}, for requests to servers they name themselves: vendors limit uploads apart.
   * Default {@code rate}.
   */
  public void setServerRate(String serverRate) {
    this.serverRate = given(serverRate);
  }

  /**
   * The request that adds, to a record that is there, what create and update don't take: <code>
   * * "POST /files/${id}/metadata"</code>. A record is delivered when both were.
   */
  public void setDetails(String details) {
    this.details = given(details);
  }

  /** The body of {@code details}, where it is another one than {@code body}. */
  public void setDetailsBody(String detailsBody) {
    this.detailsBody = given(detailsBody);
  }

  /**
   * The request that changes them, where {@code details} is answered with a conflict or a read has
   * found some: <code>"PATCH /files/${id}/metadata"</code>.
   */
  public void setDetailsUpdate(String detailsUpdate) {
    this.detailsUpdate = given(detailsUpdate);
  }

  /** The body of {@code detailsUpdate}, where it is another one than {@code body}. */
  public void setDetailsUpdateBody(String detailsUpdateBody) {
    this.detailsUpdateBody = given(detailsUpdateBody);
  }
}
