package dev.oneway.destination.http;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** What a route says of the answers: where in them stands what became of a record. */
@UriParams
public final class AnswerOptions {
  @UriParam String ok;
  @UriParam String items;
  @UriParam String itemKey;
  @UriParam String errors;
  @UriParam String errorKey;
  @UriParam String id;
  @UriParam String created;
  @UriParam String code;
  @UriParam String codes;
  @UriParam String message;
  @UriParam String errorField;
  @UriParam String found;
  @UriParam String foundCount;
  @UriParam String foundKey;
  @UriParam String foundId;
  @UriParam String foundFields;
  @UriParam String match;
  @UriParam String readFields;
  @UriParam String edited;
  @UriParam String foundNext;
  @UriParam String foundCursorParameter;
  @UriParam String foundCursorRecord;

  @UriParam(defaultValue = "answer", enums = "answer,conflict")
  String foundIn = "answer";

  @UriParam String fileHash;
  @UriParam String detailsOk;
  @UriParam String ifMatch;

  private static String given(String text) {
    return text == null || text.isBlank() ? null : text;
  }

  /**
   * JSON pointer to what is true when the vendor took the record, or to the list of its errors,
   * which has none then: in its item of a bulk, else in the document.
   */
  public void setOk(String ok) {
    this.ok = given(ok);
  }

  /** JSON pointer to the array of a bulk's answers. Default: the document is the array. */
  public void setItems(String items) {
    this.items = given(items);
  }

  /**
   * JSON pointer, in an item, to the record's key. Without it items answer in the order sent, and
   * there must be as many.
   */
  public void setItemKey(String itemKey) {
    this.itemKey = given(itemKey);
  }

  /**
   * JSON pointer to an array of refusals beside the items, as in HubSpot's answers with status 207.
   */
  public void setErrors(String errors) {
    this.errors = given(errors);
  }

  /**
   * JSON pointer, in such a refusal, to the record's key or id, or to several of them; to its index
   * where the template of a record has <code>${index}</code>.
   */
  public void setErrorKey(String errorKey) {
    this.errorKey = given(errorKey);
  }

  /**
   * JSON pointer, in the item or the document, to the destination's id of the record; or <code>
   * header:Location</code>, whose last step it is.
   */
  public void setId(String id) {
    this.id = given(id);
  }

  /**
   * JSON pointer, in the item or the document, to what is true when the record is new there.
   * Without it status 201 says so.
   */
  public void setCreated(String created) {
    this.created = given(created);
  }

  /**
   * JSON pointer to the vendor's error code, in an item, a refusal or the document of an error; of
   * several with commas between them, the first that is there.
   */
  public void setCode(String code) {
    this.code = given(code);
  }

  /**
   * What the vendor's codes mean where the status doesn't tell: <code>
   * DUPLICATE_VALUE=conflict, UNABLE_TO_LOCK_ROW=unavailable</code>.
   */
  public void setCodes(String codes) {
    this.codes = given(codes);
  }

  /**
   * JSON pointer to the vendor's words, found where {@code code} is; or <code>
   * header:X-BambooHR-Error-Message</code>, the header that has them.
   */
  public void setMessage(String message) {
    this.message = given(message);
  }

  /** JSON pointer to the field a refusal is about, found where {@code code} is. */
  public void setErrorField(String errorField) {
    this.errorField = given(errorField);
  }

  /**
   * JSON pointer to the array of what a look-up found, or to the one record. Default the document.
   */
  public void setFound(String found) {
    this.found = given(found);
  }

  /**
   * JSON pointer to the number of what a look-up found, for a vendor that leaves {@code found} out
   * when that is 0.
   */
  public void setFoundCount(String foundCount) {
    this.foundCount = given(foundCount);
  }

  /**
   * Where a look-up's answer says that it found more than a page holds, as {@code next} of <code>
   * pages:</code> has it: <code>more:/has_more</code>. Goes with {@code foundCursorParameter} and
   * {@code foundCursorRecord}.
   */
  public void setFoundNext(String foundNext) {
    this.foundNext = given(foundNext);
  }

  /** The query's parameter that asks for the next page of a look-up: {@code starting_after}. */
  public void setFoundCursorParameter(String foundCursorParameter) {
    this.foundCursorParameter = given(foundCursorParameter);
  }

  /** JSON pointer, in the last record of a page, to that parameter's value: <code>/id</code>. */
  public void setFoundCursorRecord(String foundCursorRecord) {
    this.foundCursorRecord = given(foundCursorRecord);
  }

  /** JSON pointer, in a found record, to its key. Needed when a look-up asks for several. */
  public void setFoundKey(String foundKey) {
    this.foundKey = given(foundKey);
  }

  /** JSON pointer, in a found record, to the destination's id of it. */
  public void setFoundId(String foundId) {
    this.foundId = given(foundId);
  }

  /**
   * JSON pointer, in a found record, to the object with its fields, for <code>on: empty</code> and
   * {@code read}. Of several with commas between them, each field is that of the first that has it;
   * an empty one is the record itself, which is also the default.
   */
  public void setFoundFields(String foundFields) {
    this.foundFields = given(foundFields);
  }

  /** JSON pointer, in the answer to {@code read}, to the object with the fields. Default all. */
  public void setReadFields(String readFields) {
    this.readFields = given(readFields);
  }

  /**
   * JSON pointers, in a record that is read, to who changed it last and when; all that are there
   * are told with what differs: <code>/LastModifiedById,/LastModifiedDate</code>.
   */
  public void setEdited(String edited) {
    this.edited = given(edited);
  }

  /**
   * <code>Email=/Email</code>: a found record without a key whose value there is that of the field,
   * blanks around it and letter case aside, is the same record and is taken over. A star stands for
   * any element of a list there, a pointer behind the field for one of ours.
   */
  public void setMatch(String match) {
    this.match = given(match);
  }

  /**
   * {@code answer} (the default), or {@code conflict}: the look-up asks whether there is room for
   * the record, so that an answer 409 holds what is there, and success says that nothing is.
   */
  public void setFoundIn(String foundIn) {
    this.foundIn = foundIn;
  }

  /**
   * JSON pointer to the SHA-1 of the file, in a found record, in the answer to {@code read} and in
   * that to a write; of several with commas between them, the first that is there. A file that is
   * the same there isn't sent again, and one that arrived otherwise is.
   */
  public void setFileHash(String fileHash) {
    this.fileHash = given(fileHash);
  }

  /**
   * JSON pointer, where {@code fileHash} is, to the file's version: update carries it as <code>
   * * If-Match</code>, so that it never writes over what nobody has looked at.
   */
  public void setIfMatch(String ifMatch) {
    this.ifMatch = given(ifMatch);
  }

  /**
   * JSON pointer to what each answer to {@code details} and {@code detailsUpdate} holds that is
   * success; without it their status alone says so.
   */
  public void setDetailsOk(String detailsOk) {
    this.detailsOk = given(detailsOk);
  }
}
