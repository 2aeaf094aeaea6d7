package dev.oneway.destination.http;

import dev.oneway.destination.DestinationProducer;
import dev.oneway.destination.Inspectable;
import dev.oneway.destination.Inspection;
import dev.oneway.destination.http.answer.AnswerForm;
import dev.oneway.destination.http.answer.BulkForm;
import dev.oneway.destination.http.answer.LookupForm;
import dev.oneway.destination.http.template.AccountName;
import dev.oneway.http.HttpEndpoint;
import dev.oneway.record.Shape;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.AfterPropertiesConfigured;
import org.apache.camel.CamelContext;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/**
 * Writes mapped records by HTTP requests that the route declares.
 *
 * <p>Every option is checked when the endpoint is created; nothing is sent before the first chunk.
 * Threads may share it.
 */
@UriEndpoint(
    firstVersion = "0.1.0",
    generateConfigurer = false,
    scheme = "http-upsert",
    title = "HTTP Upsert",
    syntax = "http-upsert:url",
    producerOnly = true,
    category = {Category.HTTP})
public final class HttpUpsertEndpoint extends HttpEndpoint
    implements AfterPropertiesConfigured, Inspectable {

  @UriPath(description = "The absolute http or https URL the requests' paths are appended to")
  @Metadata(required = true)
  private final String url;

  @UriParam private final RequestOptions requestOptions;
  @UriParam private final AnswerOptions answerOptions;
  private ShapeCheck shapes;
  private HttpDestination destination;

  HttpUpsertEndpoint(
      String uri,
      HttpUpsertComponent component,
      String url,
      RequestOptions requestOptions,
      AnswerOptions answerOptions) {
    super(uri, component);
    this.url = url;
    this.requestOptions = requestOptions;
    this.answerOptions = answerOptions;
  }

  @Override
  public void afterPropertiesConfigured(CamelContext context) {
    URI base = address(url);
    AnswerOptions answers = answerOptions;
    LookupForm lookup =
        LookupForm.parse(
            answers.found,
            answers.foundCount,
            answers.foundKey,
            answers.foundId,
            answers.foundFields,
            answers.match,
            answers.edited);
    Optional<AccountName> account = AccountName.parse(auth());
    Optional<String> tenant = account.map(AccountName::field);
    Requests requests =
        RequestsCompiler.compile(base, requestOptions, lookup, requestHeaders(), tenant);
    AnswerForm form =
        AnswerForm.parse(
            answers.ok,
            answers.id,
            answers.created,
            answers.code,
            answers.message,
            answers.errorField,
            answers.codes);
    BulkForm bulk =
        BulkForm.parse(form, answers.items, answers.itemKey, answers.errors, answers.errorKey);
    RequestsCheck.checkAnswers(requests, answers);
    shapes = new ShapeCheck(requests, tenant, form.id().isPresent() || form.idInLocation());
    Function<String, HttpUpsert> opener =
        name ->
            new HttpUpsert(
                requests,
                shapes,
                form,
                bulk,
                LookupForm.ofOne(answers.readFields, answers.edited),
                channel(context, base, name),
                backoff());
    destination =
        account.isPresent()
            ? new TenantUpserts(account.get(), opener, requests.canRead())
            : opener.apply(auth());
  }

  /** Where its chunks go; one for all producers, which share what it remembers. */
  @Override
  public HttpDestination destination() {
    return destination;
  }

  @Override
  public Producer createProducer() {
    return new DestinationProducer(this, destination);
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException(
        "http-upsert: writes only. Read a vendor's records with pages:.");
  }

  /** Says what can be told without asking the vendor. */
  @Override
  public Inspection inspect(Shape shape) {
    return new Inspection.Examined(shapes.faults(shape), shapes.warnings(shape));
  }

  @Override
  protected void doStop() throws Exception {
    destination.stop();
    super.doStop();
  }
}
