package dev.landfall.contract;

import dev.landfall.gateway.aws.AwsConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Calls to moto for which no client of the SDK is on the class path: somebody else's work, which tests build on. */
record MotoApi(AwsConnection connection) {

    /** The account's default VPC has one in each zone. */
    List<String> subnets() {
        return values(ec2("DescribeSubnets"), "subnetId").stream().limit(2).toList();
    }

    /** The default one of the default VPC. */
    String securityGroup() {
        return values(
                        ec2("DescribeSecurityGroups", "Filter.1.Name", "group-name", "Filter.1.Value.1", "default"),
                        "groupId")
                .getFirst();
    }

    /** A role with one inline policy. */
    String role(String name, String policyName, String policy) {
        var arn = values(
                        iam("CreateRole", "RoleName", name, "AssumeRolePolicyDocument", "{\"Version\":\"2012-10-17\"}"),
                        "Arn")
                .getFirst();
        iam("PutRolePolicy", "RoleName", name, "PolicyName", policyName, "PolicyDocument", policy);
        return arn;
    }

    /** A certificate for these names; moto issues it by itself after a while. */
    String certificate(String name) {
        var answer = json(
                "acm",
                "CertificateManager.RequestCertificate",
                "{\"DomainName\":\"" + name + "\",\"ValidationMethod\":\"DNS\"}");
        return answer.replaceAll(".*\"(arn:[^\"]+)\".*", "$1");
    }

    /** Calls EC2 with names and values in turn; the answer is XML. */
    String ec2(String action, String... parameters) {
        return form("ec2", "2016-11-15", action, parameters);
    }

    /** Calls IAM with names and values in turn; the answer is XML. */
    String iam(String action, String... parameters) {
        return form("iam", "2010-05-08", action, parameters);
    }

    /** Calls a service that takes JSON. */
    String json(String service, String target, String body) {
        return send(service, body, "X-Amz-Target", target, "Content-Type", "application/x-amz-json-1.1");
    }

    /** The texts of all elements of that name. */
    static List<String> values(String xml, String element) {
        return Pattern.compile("<" + element + ">([^<]+)</" + element + ">")
                .matcher(xml)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private String form(String service, String version, String action, String... parameters) {
        var form = new StringBuilder("Action=" + action + "&Version=" + version);
        for (int i = 0; i < parameters.length; i += 2) {
            form.append('&').append(parameters[i]).append('=');
            form.append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
        }
        return send(service, form.toString(), "Content-Type", "application/x-www-form-urlencoded");
    }

    private String send(String service, String body, String... headers) {
        try {
            var request = (HttpURLConnection)
                    connection.endpoint().orElseThrow().resolve("/").toURL().openConnection();
            // moto does not check signatures; it learns the service from here.
            request.setRequestProperty(
                    "Authorization",
                    "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/" + service + "/aws4_request");
            for (int i = 0; i < headers.length; i += 2) {
                request.setRequestProperty(headers[i], headers[i + 1]);
            }
            request.setDoOutput(true);
            request.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
            if (request.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw new IllegalStateException(
                        new String(request.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
            }
            return new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
