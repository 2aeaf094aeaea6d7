package dev.oneway.destination.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/**
 * What a route says of the request that lists what the vendor holds, and of its pages: the options
 * of {@code pages:}, each with {@code list} before its name.
 */
@UriParams
public final class ListOptions {
  @UriParam String list;
  @UriParam String listBody;
  @UriParam String listKey;
  @UriParam String listRecords = "";

  @UriParam(defaultValue = "none")
  String listNext = "none";

  @UriParam String listEnd;
  @UriParam String listCount;
  @UriParam String listTotal;
  @UriParam private String listCursorParameter;
  @UriParam private String listCursorBody;
  @UriParam private String listCursorRecord;
  @UriParam private String listOffsetParameter;
  @UriParam private String listOffsetBody;
  @UriParam private Integer listFirstOffset;
  @UriParam private Integer listPageSize;
  @UriParam private String listPageParameter;
  @UriParam private Integer listFirstPage;

  private static String given(String text) {
    return text == null || text.isBlank() ? null : text;
  }

  /** Those of the pages that are given, by the names {@code pages:} has for them. */
  Map<String, String> paging() {
    Map<String, String> paging = new LinkedHashMap<>();
    put(paging, "cursorParameter", listCursorParameter);
    put(paging, "cursorBody", listCursorBody);
    put(paging, "cursorRecord", listCursorRecord);
    put(paging, "offsetParameter", listOffsetParameter);
    put(paging, "offsetBody", listOffsetBody);
    put(paging, "firstOffset", listFirstOffset);
    put(paging, "pageSize", listPageSize);
    put(paging, "pageParameter", listPageParameter);
    put(paging, "firstPage", listFirstPage);
    return paging;
  }

  private static void put(Map<String, String> paging, String option, Object value) {
    if (value != null) {
      paging.put(option, value.toString());
    }
  }

  /**
   * The request that lists the records there are, so that it is known what is there and wasn't
   * delivered: <code>"GET /contacts?limit=100"</code>. It is read page by page.
   */
  public void setList(String list) {
    this.list = given(list);
  }

  /** The body of {@code list}, a JSON object, where it is a POST. */
  public void setListBody(String listBody) {
    this.listBody = given(listBody);
  }

  /**
   * JSON pointer, in a listed record, to its key; of several with commas between them, the first
   * that is there. Default as {@code foundKey}. A record without a key is nobody's.
   */
  public void setListKey(String listKey) {
    this.listKey = given(listKey);
  }

  /** JSON pointer to the array of records in a page of {@code list}. Default the document. */
  public void setListRecords(String listRecords) {
    this.listRecords = listRecords;
  }

  /** How the next page of {@code list} is found, as {@code next} of <code>pages:</code>. */
  public void setListNext(String listNext) {
    this.listNext = listNext;
  }

  /** As {@code cursorParameter} of <code>pages:</code>, for {@code list}. */
  public void setListCursorParameter(String parameter) {
    this.listCursorParameter = parameter;
  }

  /** As {@code cursorBody} of <code>pages:</code>, for {@code list}. */
  public void setListCursorBody(String pointer) {
    this.listCursorBody = pointer;
  }

  /** As {@code cursorRecord} of <code>pages:</code>, for {@code list}. */
  public void setListCursorRecord(String pointer) {
    this.listCursorRecord = pointer;
  }

  /** As {@code offsetParameter} of <code>pages:</code>, for {@code list}. */
  public void setListOffsetParameter(String parameter) {
    this.listOffsetParameter = parameter;
  }

  /** As {@code offsetBody} of <code>pages:</code>, for {@code list}. */
  public void setListOffsetBody(String pointer) {
    this.listOffsetBody = pointer;
  }

  /** As {@code firstOffset} of <code>pages:</code>, for {@code list}. */
  public void setListFirstOffset(Integer first) {
    this.listFirstOffset = first;
  }

  /** As {@code pageSize} of <code>pages:</code>, for {@code list}. */
  public void setListPageSize(Integer size) {
    this.listPageSize = size;
  }

  /** As {@code pageParameter} of <code>pages:</code>, for {@code list}. */
  public void setListPageParameter(String parameter) {
    this.listPageParameter = parameter;
  }

  /** As {@code firstPage} of <code>pages:</code>, for {@code list}. */
  public void setListFirstPage(Integer first) {
    this.listFirstPage = first;
  }

  /** As {@code end} of <code>pages:</code>, for {@code list}. */
  public void setListEnd(String listEnd) {
    this.listEnd = given(listEnd);
  }

  /** As {@code count} of <code>pages:</code>, for {@code list}. */
  public void setListCount(String listCount) {
    this.listCount = given(listCount);
  }

  /** As {@code total} of <code>pages:</code>, for {@code list}. */
  public void setListTotal(String listTotal) {
    this.listTotal = given(listTotal);
  }
}
