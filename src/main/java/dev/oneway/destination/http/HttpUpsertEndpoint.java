package dev.oneway.destination.http;

import dev.oneway.destination.DestinationProducer;
import dev.oneway.destination.Inspectable;
import dev.oneway.destination.Inspection;
import dev.oneway.destination.http.answer.AnswerForm;
import dev.oneway.destination.http.answer.BulkForm;
import dev.oneway.destination.http.answer.FileForm;
import dev.oneway.destination.http.answer.FoundPages;
import dev.oneway.destination.http.answer.LookupForm;
import dev.oneway.destination.http.template.AccountName;
import dev.oneway.fault.Nearest;
import dev.oneway.http.HttpChannel;
import dev.oneway.http.HttpEndpoint;
import dev.oneway.http.Origin;
import dev.oneway.record.Shape;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  private static final List<String> FOUND_IN = List.of("answer", "conflict");

  /** What the source's answers say of its limits is heeded all the same. */
  private static final String UNLIMITED = "";

  @UriPath(description = "The absolute http or https URL the requests' paths are appended to")
  @Metadata(required = true)
  private final String url;

  @UriParam private final RequestOptions requestOptions;
  @UriParam private final AnswerOptions answerOptions;
  @UriParam private final ListOptions listOptions;
  private ShapeCheck shapes;
  private HttpDestination destination;

  HttpUpsertEndpoint(
      String uri,
      HttpUpsertComponent component,
      String url,
      RequestOptions requestOptions,
      AnswerOptions answerOptions,
      ListOptions listOptions) {
    super(uri, component);
    this.url = url;
    this.requestOptions = requestOptions;
    this.answerOptions = answerOptions;
    this.listOptions = listOptions;
  }

  @Override
  public void afterPropertiesConfigured(CamelContext context) {
    URI base = address(url);
    AnswerOptions answers = answerOptions;
    FileForm file = FileForm.parse(answers.fileHash, answers.ifMatch);
    LookupForm lookup =
        LookupForm.parse(
                answers.found,
                answers.foundCount,
                answers.foundKey,
                answers.foundId,
                answers.foundFields,
                answers.match,
                answers.edited,
                FoundPages.parse(
                    answers.found,
                    answers.foundNext,
                    answers.foundCursorParameter,
                    answers.foundCursorRecord))
            .with(file, isInConflict(answers.foundIn));
    Optional<AccountName> account = AccountName.parse(auth());
    Optional<String> tenant = account.map(AccountName::field);
    Requests requests =
        RequestsCompiler.compile(
            base, requestOptions, lookup, requestHeaders(), tenant, file.hash().isPresent());
    AnswerForm form =
        AnswerForm.parse(
            answers.ok,
            answers.id,
            answers.created,
            answers.code,
            answers.message,
            answers.errorField,
            answers.codes,
            answers.detailsOk);
    BulkForm bulk =
        BulkForm.parse(form, answers.items, answers.itemKey, answers.errors, answers.errorKey);
    RequestsCheck.checkAnswers(requests, answers);
    Optional<DeclaredListing> listing =
        DeclaredListing.compile(base, listOptions, requestHeaders(), answers.foundKey);
    FileCheck.check(requests, requestOptions, answers);
    LookupForm read =
        file.hash().isPresent()
            ? LookupForm.ofFile(answers.readFields, answers.edited, file)
            : LookupForm.ofOne(answers.readFields, answers.edited);
    shapes = new ShapeCheck(requests, tenant, form.id().isPresent() || form.idInLocation());
    Function<Function<URI, HttpChannel>, HttpUpsert> opener =
        ways ->
            new HttpUpsert(
                requests,
                shapes,
                form,
                bulk,
                read,
                listing,
                file,
                ways.apply(base),
                servers(context, requests, ways),
                backoff());
    destination =
        account.isPresent()
            ? new TenantUpserts(
                account.get(),
                name ->
                    new Tenant(
                        opener.apply(server -> way(context, base, server, Optional.of(name))),
                        steadyClock()),
                shapes,
                requests.canRead())
            : opener.apply(server -> way(context, base, server, Optional.empty()));
  }

  private Servers servers(
      CamelContext context, Requests requests, Function<URI, HttpChannel> ways) {
    Map<Origin, HttpChannel> vendor = new LinkedHashMap<>();
    Optional<Servers.Files> files = Optional.empty();
    for (DeclaredRequest request : requests.all()) {
      URI server = URI.create(request.line().origin().toString());
      if (request.action() == Action.FILE) {
        files =
            Optional.of(
                new Servers.Files(
                    request, channel(context, server, requestOptions.fileAuth, UNLIMITED)));
      } else {
        vendor.computeIfAbsent(request.line().origin(), origin -> ways.apply(server));
      }
    }
    return new Servers(vendor, files);
  }

  /**
   * @param tenant whose credentials; empty for the ones the endpoint names
   */
  private HttpChannel way(CamelContext context, URI base, URI server, Optional<String> tenant) {
    boolean apart = requestOptions.serverRate != null && !Origin.of(base).serves(server);
    if (apart) {
      return channel(context, server, tenant.orElseGet(this::auth), requestOptions.serverRate);
    }
    return tenant
        .map(name -> channel(context, server, name))
        .orElseGet(() -> channel(context, server));
  }

  private static boolean isInConflict(String word) {
    if (!FOUND_IN.contains(word)) {
      throw new IllegalArgumentException(
          "foundIn is `%s`. %sIt is answer or conflict."
              .formatted(word, Nearest.didYouMean(word, FOUND_IN)));
    }
    return word.equals("conflict");
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
