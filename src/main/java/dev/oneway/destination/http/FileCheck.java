package dev.oneway.destination.http;

import dev.oneway.destination.http.template.Placeholder.Name;

/** Whether what is declared of records' files and details goes together. */
final class FileCheck {
  private final Requests requests;
  private final RequestOptions options;
  private final AnswerOptions answers;

  private FileCheck(Requests requests, RequestOptions options, AnswerOptions answers) {
    this.requests = requests;
    this.options = options;
    this.answers = answers;
  }

  /**
   * @throws IllegalArgumentException saying what is wrong and how to fix it
   */
  static void check(Requests requests, RequestOptions options, AnswerOptions answers) {
    FileCheck check = new FileCheck(requests, options, answers);
    check.file();
    check.hash();
    check.details();
  }

  private void file() {
    boolean carried = false;
    for (DeclaredRequest request : requests.all()) {
      carried |= request.carriesFile();
      require(
          !request.carriesFile() || request.body().orElseThrow().holdsFileAsMember(),
          "the body of %s holds ${file} elsewhere than as one of its own members. Write it as in RAW({ \"file\": \"${file}\" })."
              .formatted(request.action().option()));
    }
    require(
        carried || options.file == null,
        "file is of no use, because no body holds ${file}. Write one, as in createBody=RAW({ \"file\": \"${file}\" }), or remove file.");
    require(
        options.file != null || options.fileAuth == null,
        "fileAuth is of no use without file. Declare it, as in file=\"GET https://source.example.com/invoices/${field.id}/pdf\", or remove fileAuth.");
    require(
        !isServerUnknown(),
        "file names no server, and isn't the vendor's. Write its whole URL, as in file=\"GET https://source.example.com/invoices/${field.id}/pdf\".");
  }

  private boolean isServerUnknown() {
    return options.file != null && !options.file.contains("://");
  }

  private void hash() {
    require(
        answers.fileHash == null || options.file != null,
        "fileHash is of a record's file, and it has none. Declare file, or remove fileHash.");
    require(
        answers.fileHash == null || requests.has(Action.READ),
        "fileHash tells whether a file has changed, and nobody asks for it. Declare read, as in read=\"GET /files/${id}\".");
    require(
        answers.ifMatch == null || answers.fileHash != null,
        "ifMatch is found where fileHash is, and there is none. Add fileHash, as in fileHash=/sha1, or remove ifMatch.");
  }

  private void details() {
    require(
        !requests.has(Action.DETAILS_UPDATE) || requests.has(Action.DETAILS),
        "detailsUpdate changes what details has added. Declare details, as in details=\"POST /files/${id}/metadata\".");
    require(
        answers.detailsOk == null || requests.has(Action.DETAILS),
        "detailsOk is of the answer to details, and there is none. Declare details, or remove detailsOk.");
    for (DeclaredRequest request : requests.all()) {
      require(
          !request.action().addsDetails() || request.uses(Name.ID) || request.uses(Name.KEY),
          "%s doesn't lead to one record. Put ${id} or ${key} into its path, as in details=\"POST /files/${id}/metadata\"."
              .formatted(request.action().option()));
    }
  }

  private static void require(boolean right, String otherwise) {
    if (!right) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
